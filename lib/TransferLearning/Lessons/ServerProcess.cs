using System.ComponentModel;
using System.Diagnostics;

namespace TransferLearning.Lessons;

/// <summary>
/// A prediction server in a process of its own, as in production: <c>course serve</c> on a free port of this machine. It stops when it is
/// disposed of, and when this process ends, however it ends.
/// </summary>
/// <example>
/// <code>
/// var server = await ServerProcess.StartAsync(courseRoot, "my-model");
/// Console.WriteLine(server.Url);   // http://127.0.0.1:41235
/// await server.DisposeAsync();
/// </code>
/// </example>
public sealed class ServerProcess : IAsyncDisposable
{
    private const string Listening = "Listening at ";

    private readonly Process _process;
    private readonly List<string> _log = [];
    private readonly TaskCompletionSource<Uri> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isDisposed;

    private ServerProcess(Process process)
    {
        _process = process;
        Id = process.Id;
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where it listens, such as <c>http://127.0.0.1:41235</c>.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1");

    /// <summary>The process's number.</summary>
    public int Id { get; }

    /// <summary>What it has written so far, line by line: its log.</summary>
    public IReadOnlyList<string> Log
    {
        get
        {
            lock (_log) return [.. _log];
        }
    }

    /// <summary>Starts a server and waits until its model is loaded.</summary>
    /// <param name="courseRoot">The course's folder; its <c>course</c> command has been built.</param>
    /// <param name="model">The folder of a trained classifier.</param>
    /// <param name="options">Further options of <c>course serve</c>, such as <c>["--queue", "100"]</c>.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="FileNotFoundException">The <c>course</c> command has not been built.</exception>
    /// <exception cref="InvalidOperationException">.NET is not on the PATH, or the server ended at once; the message has what it wrote.</exception>
    public static async Task<ServerProcess> StartAsync(
        string courseRoot, string model, IReadOnlyList<string>? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(courseRoot);
        ArgumentException.ThrowIfNullOrWhiteSpace(model);
        var command = Path.Combine(courseRoot, "lib", "Course", "bin", "Release", "net10.0", "course.dll");
        if (!File.Exists(command))
            throw new FileNotFoundException($"The course command is not in {Path.GetDirectoryName(command)}. Build it: ./course list", command);

        // Its input is a pipe of ours: when that closes, because we stop or because we were killed, the server stops.
        string[] arguments = [command, "serve", "--model", model, "--port", "0", "--no-page", "--log", "json", "--until-input-ends", .. options ?? []];
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = courseRoot,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var server = new ServerProcess(Start(start));
        try
        {
            server.Url = await server.StartedAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops it; it finishes the requests that it took first.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"'dotnet' could not be started: {e.Message}. The server needs the .NET SDK on the PATH.", e);
        }
    }

    private async Task<Uri> StartedAsync(CancellationToken cancellationToken)
    {
        var ended = _process.WaitForExitAsync(cancellationToken);
        if (await Task.WhenAny(_started.Task, ended) == ended)
        {
            await ended;
            throw new InvalidOperationException($"The server ended with code {_process.ExitCode} before it listened:{Environment.NewLine}{string.Join(Environment.NewLine, Log)}");
        }

        return await _started.Task;
    }

    private void Take(string? line)
    {
        if (line is null) return;
        if (line.StartsWith(Listening, StringComparison.Ordinal)) _started.TrySetResult(new Uri(line[Listening.Length..]));
        else lock (_log) _log.Add(line);
    }
}
