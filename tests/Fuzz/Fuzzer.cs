using System.Diagnostics;

namespace Fuzzing;

/// <summary>Feeds damaged files to a reader. The same seed gives the same files.</summary>
internal static class Fuzzer
{
    private const int MostFailures = 20;
    private const long MostBytes = 200_000_000;
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(60);

    /// <summary>Runs a reader over damaged files.</summary>
    /// <param name="target">The reader.</param>
    /// <param name="count">How many files.</param>
    /// <param name="seed">The seed of the damage.</param>
    public static FuzzResult Run(FuzzTarget target, int count, int seed)
    {
        // In memory where the system has a place for that: a disk would take most of the time.
        const string memory = "/dev/shm";
        var folder = Path.Combine(Directory.Exists(memory) ? memory : Path.GetTempPath(), $"fuzz-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        try
        {
            var (read, refused, most) = (0, 0, 0L);
            var failures = new List<FuzzFailure>();
            for (var i = 0; i < count && failures.Count < MostFailures; i++)
            {
                var random = new Random(HashCode(seed, i));
                var content = new ByteMutator(random).Mutate(Any(target, random), Any(target, random));
                File.WriteAllBytes(Path.Combine(folder, target.FileName), content);

                var (allocated, started) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
                try
                {
                    target.Read(folder);
                    read++;
                }
                catch (Exception error) when (target.Refusals.Any(type => type.IsInstanceOfType(error)) && error.Message.Length > 0)
                {
                    refused++;
                }
                catch (Exception error)
                {
                    failures.Add(new(i, error.ToString(), content));
                }

                allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
                most = Math.Max(most, allocated);
                if (allocated > MostBytes) failures.Add(new(i, $"{allocated:N0} bytes were allocated for a file of {content.Length:N0}", content));
                if (Stopwatch.GetElapsedTime(started) > MostTime) failures.Add(new(i, $"it took {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s", content));
            }

            return new FuzzResult(target.Name, read, refused, most, failures);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static byte[] Any(FuzzTarget target, Random random) => target.Sound[random.Next(target.Sound.Count)];

    // System.HashCode differs from process to process; this does not.
    private static int HashCode(int seed, int input) => unchecked((seed * 486_187_739) + (input * 16_777_619) + (input >> 16));
}
