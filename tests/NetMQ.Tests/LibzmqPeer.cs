using System.Diagnostics;

namespace NetMQ.Tests;

/// <summary>A process with the real libzmq in it.</summary>
internal sealed class LibzmqPeer : IDisposable
{
    private const string Python = "/usr/bin/python3";

    private static readonly Lazy<bool> IsInstalled = new(() =>
    {
        if (!File.Exists(Python))
            return false;
        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", "import zmq"]) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    });

    private readonly Process _process;
    private readonly Task<string> _errors;

    public LibzmqPeer(string role, int? port = null)
    {
        Assert.SkipUnless(IsInstalled.Value, "Debian's python3-zmq is not installed: `./course test` installs it where it may.");
        List<string> arguments = [Path.Combine(AppContext.BaseDirectory, "libzmq_peer.py"), role];
        if (port is not null)
            arguments.Add($"{port}");
        _process = Process.Start(new ProcessStartInfo(Python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _errors = _process.StandardError.ReadToEndAsync();
    }

    public int ReadPort() => int.Parse(_process.StandardOutput.ReadLine()!);

    /// <summary>Waits until the peer is done.</summary>
    /// <returns>What it wrote.</returns>
    public async Task<IReadOnlyList<string>> FinishAsync()
    {
        var output = await _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.EndsWith("done\n", output + (await _errors is { Length: > 0 } errors ? errors : ""), StringComparison.Ordinal);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[..^1];
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
