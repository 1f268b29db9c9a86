using Fuzzing;

namespace TransferLearning.Tests;

/// <summary>Damaged files are read or refused with a message, and never crash a reader or fill the memory. <c>course test --fuzz</c> runs many more.</summary>
public class FuzzTests
{
    public static TheoryData<string> Readers => [.. FuzzTargets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Readers))]
    public void A_damaged_file_is_read_or_refused(string reader) => AssertSound(reader, count: 400, seed: 20_261_122);

    [Theory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(Readers))]
    public void Thousands_of_damaged_files_are_read_or_refused(string reader) => AssertSound(reader, count: 5_000, seed: 7);

    private static void AssertSound(string reader, int count, int seed)
    {
        var result = Fuzzer.Run(FuzzTargets.All.Single(target => target.Name == reader), count, seed);

        Assert.True(result.Failures.Count == 0, string.Join(Environment.NewLine, result.Failures.Select(failure => $"input {failure.Input} of seed {seed}: {failure.Problem}")));
        Assert.True(result.Refused > count / 10, $"Only {result.Refused} of {count} damaged files were refused: the damage does not reach the reader.");
    }
}
