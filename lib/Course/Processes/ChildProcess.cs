using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Course.Processes;

/// <summary>Runs other programs; a cancelled call ends the program and its children.</summary>
internal static class ChildProcess
{
    /// <summary>Runs a program with our own input and output, as if the user had typed it.</summary>
    public static async Task<int> RunAsync(
        string program, IReadOnlyList<string> arguments, string folder, CancellationToken cancellation, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        using var process = Start(start);
        await WaitAsync(process, cancellation);
        return process.ExitCode;
    }

    /// <summary>Runs a program and returns what it wrote to both outputs, in the order in which it arrived.</summary>
    public static async Task<CapturedOutput> CaptureAsync(
        string program, IReadOnlyList<string> arguments, string folder, CancellationToken cancellation, IReadOnlyDictionary<string, string>? environment = null)
    {
        var text = new StringBuilder();
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        using var process = Start(start);
        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await WaitAsync(process, cancellation);
        process.WaitForExit(); // drains the two readers, which WaitForExitAsync does not promise
        lock (text)
            return new CapturedOutput(process.ExitCode, text.ToString());

        void Append(string? line)
        {
            if (line is null)
                return;
            lock (text)
                text.AppendLine(line);
        }
    }

    /// <summary>The full path of a program on the PATH, or null.</summary>
    public static string? Find(string program)
    {
        string[] endings = OperatingSystem.IsWindows() ? [".exe", ".cmd", ".bat"] : [""];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => endings.Select(ending => Path.Combine(folder, program + ending)))
            .FirstOrDefault(File.Exists);
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new CourseException($"'{start.FileName}' did not start.");
        }
        catch (Win32Exception e)
        {
            throw new CourseException($"'{start.FileName}' could not be started: {e.Message}. Is it installed and on the PATH?");
        }
    }

    private static async Task WaitAsync(Process process, CancellationToken cancellation)
    {
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
