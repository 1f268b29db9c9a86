using System.Diagnostics;
using System.Text.Json;

namespace Benchmarks.Serving;

/// <summary>Keeps a number of connections busy: each sends its next review as soon as the answer to the one before is there.</summary>
internal sealed class LoadClient(Uri server, IReadOnlyList<string> reviews, int connections)
{
    private readonly byte[][] _requests = [.. reviews.Select(review => LoadConnection.Post(server, "/predict", JsonSerializer.SerializeToUtf8Bytes(new { review })))];
    private int _next;

    /// <summary>Asks until the time is up, or the number of requests is reached.</summary>
    public async Task<LoadResult> RunAsync(TimeSpan time, long requests = long.MaxValue)
    {
        var (clock, left, failures) = (Stopwatch.StartNew(), requests, 0);
        var latencies = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(AskAsync)));
        return new LoadResult([.. latencies.SelectMany(times => times).Order()], failures, clock.Elapsed);

        async Task<List<double>> AskAsync()
        {
            var times = new List<double>();
            using var connection = await LoadConnection.OpenAsync(server);
            while (clock.Elapsed < time && Interlocked.Decrement(ref left) >= 0)
            {
                var start = Stopwatch.GetTimestamp();
                if (await connection.AskAsync(_requests[(Interlocked.Increment(ref _next) & int.MaxValue) % _requests.Length]) != 200)
                    Interlocked.Increment(ref failures);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            return times;
        }
    }
}

/// <summary>What a load came to.</summary>
/// <param name="Latencies">The requests' times in milliseconds, ascending.</param>
/// <param name="Failures">Answers other than 200.</param>
/// <param name="Time">How long it took.</param>
internal sealed record LoadResult(double[] Latencies, int Failures, TimeSpan Time)
{
    public double PerSecond => Latencies.Length / Time.TotalSeconds;

    public double Percentile(double share) => Latencies.Length == 0 ? double.NaN : Latencies[Math.Min(Latencies.Length - 1, (int)(share * Latencies.Length))];
}
