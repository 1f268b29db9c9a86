using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace Benchmarks.Serving;

/// <summary>Keeps a number of connections busy: each sends its next review as soon as the answer to the one before is there.</summary>
internal sealed class LoadClient(Uri server, IReadOnlyList<string> reviews, int connections) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { MaxConnectionsPerServer = connections }) { BaseAddress = server, Timeout = TimeSpan.FromMinutes(2) };
    private readonly byte[][] _bodies = [.. reviews.Select(review => JsonSerializer.SerializeToUtf8Bytes(new { review }))];
    private int _next;

    /// <summary>Asks until the time is up, or the number of requests is reached.</summary>
    public async Task<LoadResult> RunAsync(TimeSpan time, long requests = long.MaxValue)
    {
        var (latencies, statuses) = (new ConcurrentBag<List<double>>(), new ConcurrentDictionary<HttpStatusCode, int>());
        var (clock, left) = (Stopwatch.StartNew(), requests);
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            var mine = new List<double>();
            while (clock.Elapsed < time && Interlocked.Decrement(ref left) >= 0)
            {
                var start = Stopwatch.GetTimestamp();
                var status = await AskAsync(_bodies[(Interlocked.Increment(ref _next) & int.MaxValue) % _bodies.Length]);
                mine.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                statuses.AddOrUpdate(status, 1, (_, count) => count + 1);
            }

            latencies.Add(mine);
        })));
        double[] sorted = [.. latencies.SelectMany(times => times).Order()];
        return new LoadResult(sorted, statuses.Where(pair => pair.Key != HttpStatusCode.OK).Sum(pair => pair.Value), clock.Elapsed);
    }

    public Task<string> MetricsAsync() => _client.GetStringAsync("metrics");

    public void Dispose() => _client.Dispose();

    private async Task<HttpStatusCode> AskAsync(byte[] body)
    {
        using var content = new ByteArrayContent(body) { Headers = { { "Content-Type", "application/json" } } };
        using var response = await _client.PostAsync("predict", content);
        await response.Content.CopyToAsync(Stream.Null);
        return response.StatusCode;
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
