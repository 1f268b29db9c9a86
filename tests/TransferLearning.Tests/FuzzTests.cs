using Fuzzing;

namespace TransferLearning.Tests;

/// <summary>Damaged files are read or refused with a message, and never crash a reader or fill the memory. <c>course test --fuzz</c> runs many more.</summary>
public class FuzzTests
{
    public static TheoryData<string> Readers => [.. FuzzTargets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Readers))]
    public void Thousands_of_damaged_files_are_read_or_refused(string reader)
    {
        const int Count = 5_000;
        const int Seed = 20_261_122;
        var result = Fuzzer.Run(FuzzTargets.All.Single(target => target.Name == reader), Count, Seed);

        Assert.True(result.Failures.Count == 0, string.Join(Environment.NewLine, result.Failures.Select(failure => $"input {failure.Input} of seed {Seed}: {failure.Problem}")));
        Assert.True(result.Refused > Count / 10, $"Only {result.Refused} of {Count} damaged files were refused: the damage does not reach the reader.");
    }
}
