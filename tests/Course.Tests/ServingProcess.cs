using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Course.Tests;

/// <summary>A server as a process of its own, on a free port.</summary>
internal sealed partial class ServingProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;

    private ServingProcess(Process process)
    {
        _process = process;
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError)).ContinueWith(
            _ => _listening.TrySetException(new InvalidOperationException($"The server ended without listening:\n{Output}")), TaskScheduler.Default);
    }

    public HttpClient Client { get; } = new() { Timeout = TimeSpan.FromMinutes(2) };

    /// <summary>Everything that it wrote up to now.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>Waits until a started process says where it listens.</summary>
    public static async Task<ServingProcess> ListeningAsync(Process process)
    {
        var server = new ServingProcess(process);
        server.Client.BaseAddress = await server._listening.Task.WaitAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public async Task<JsonElement> PredictAsync(string review)
    {
        using var response = await Client.PostAsJsonAsync("predict", new { review }, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    /// <summary>Asks the process to end, and returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        await SignalAsync("TERM");
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await _reading;
        return _process.ExitCode;
    }

    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _reading;
        _process.Dispose();
    }

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (_output)
                _output.AppendLine(line);
            if (Address().Match(line) is { Success: true } address)
                _listening.TrySetResult(new Uri(address.Groups["url"].Value.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)));
        }
    }

    [GeneratedRegex("^Listening at (?<url>http://.*)$")]
    private static partial Regex Address();
}
