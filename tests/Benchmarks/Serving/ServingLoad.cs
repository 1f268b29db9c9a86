using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using TransferLearning.Data;
using TransferLearning.Inference;
using TransferLearning.Web.Hosting;

namespace Benchmarks.Serving;

/// <summary>
/// The server under load from 64 connections beside the bare runtime on the same reviews, in turns: texts a second, processor
/// time for a text (of server and client together, which share the machine), 99th percentile beside the mean batch, failures, memory.
/// The server heeds its environment variables, such as <c>SERVE_BATCH_TOKENS</c>.
/// </summary>
internal static partial class ServingLoad
{
    private const int Connections = 64, BareBatch = 64;

    /// <summary>Runs <c>serve MODEL [rounds] [seconds] [requests]</c>; with a number of requests it goes on with so many, looking at the memory.</summary>
    public static async Task RunAsync(string model, int rounds, double seconds, long requests)
    {
        var reviews = Reviews();
        using var runtime = EncoderRuntime.Load(model);
        var options = new ServerOptions { Model = model, Port = 0, RateLimit = 0, Log = LogFormat.None };
        await using var server = await PredictionServer.StartAsync(ServerSettings.Apply(options, Environment.GetEnvironmentVariable, new Dictionary<string, string>()));
        using var http = new HttpClient { BaseAddress = server.Url };
        var client = new LoadClient(server.Url, reviews, Connections);
        var time = TimeSpan.FromSeconds(seconds);
        // In turns, until the runtime's compiler has seen what both do most.
        for (var i = 0; i < 3; i++)
        {
            Bare(runtime, reviews, TimeSpan.FromSeconds(1));
            await client.RunAsync(TimeSpan.FromSeconds(2));
        }

        List<double> ratios = [], costs = [], tails = [];

        Line($"{"bare texts/s",14}{"served texts/s",16}{"served ÷ bare",15}{"cpu bare ÷ served",19}{"mean batch ms",15}{"p50 ms",9}{"p99 ms",9}{"p99 ÷ batch",13}{"failed",8}");
        for (var round = 0; round < rounds; round++)
        {
            var (bare, bareCpu) = Bare(runtime, reviews, time);
            var before = Batches(await http.GetStringAsync("metrics"));
            var cpu = Processor();
            var served = await client.RunAsync(time);
            var servedCpu = (Processor() - cpu) / served.Latencies.Length;
            var after = Batches(await http.GetStringAsync("metrics"));
            var batch = 1000 * (after.Seconds - before.Seconds) / (after.Count - before.Count);
            ratios.Add(served.PerSecond / bare);
            costs.Add(bareCpu / servedCpu);
            tails.Add(served.Percentile(0.99) / batch);
            Line($"{bare,14:0}{served.PerSecond,16:0}{served.PerSecond / bare,15:0.00}{bareCpu / servedCpu,19:0.00}{batch,15:0.0}{served.Percentile(0.5),9:0.0}{served.Percentile(0.99),9:0.0}{served.Percentile(0.99) / batch,13:0.0}{served.Failures,8}");
        }

        if (rounds > 0)
            Line($"{"median",-14}{"",16}{Median(ratios),15:0.00}{Median(costs),19:0.00}{"",33}{Median(tails),13:0.0}");

        for (long done = 0, step = Math.Max(1, requests / 10); done < requests; done += step)
        {
            var load = await client.RunAsync(TimeSpan.MaxValue, step);
            Line($"{done + step,10} requests, {load.Failures} failed, {load.PerSecond:0}/s, p99 {load.Percentile(0.99):0.0} ms, resident {Environment.WorkingSet / 1e6:0} MB");
        }
    }

    private static (double PerSecond, double CpuPerText) Bare(EncoderRuntime runtime, IReadOnlyList<string> reviews, TimeSpan time)
    {
        var (clock, cpu, texts) = (Stopwatch.StartNew(), Processor(), 0);
        foreach (var batch in Forever(reviews).Chunk(BareBatch))
        {
            if (clock.Elapsed >= time) break;
            runtime.Predict(batch);
            texts += batch.Length;
        }

        return (texts / clock.Elapsed.TotalSeconds, (Processor() - cpu) / texts);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static IEnumerable<string> Forever(IReadOnlyList<string> reviews)
    {
        for (var i = 0; ; i = (i + 1) % reviews.Count) yield return reviews[i];
    }

    private static double Processor() => Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;

    private static (double Seconds, double Count) Batches(string metrics) =>
        (Value(BatchSeconds().Match(metrics)), Value(BatchCount().Match(metrics)));

    private static double Value(Match match) => double.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture);

    private static string[] Reviews()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "data", "reviews", "test.tsv");
            if (File.Exists(path)) return [.. DelimitedReader.Read(path).Select(example => example.Text)];
        }

        throw new DirectoryNotFoundException($"data/reviews/test.tsv is found nowhere above {AppContext.BaseDirectory}.");
    }

    private static void Line(FormattableString text) => Console.WriteLine(FormattableString.Invariant(text));

    [GeneratedRegex("^course_batch_duration_seconds_sum (?<value>.*)$", RegexOptions.Multiline)]
    private static partial Regex BatchSeconds();

    [GeneratedRegex("^course_batch_duration_seconds_count (?<value>.*)$", RegexOptions.Multiline)]
    private static partial Regex BatchCount();
}
