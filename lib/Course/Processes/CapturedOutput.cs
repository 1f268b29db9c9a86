using System.Globalization;

namespace Course.Processes;

/// <summary>What a finished program left: its exit code and everything that it wrote.</summary>
internal sealed record CapturedOutput(int ExitCode, string Output)
{
    // .NET reports a program that a signal ended as shells do.
    private const int FirstSignal = 128;

    /// <summary>Why it failed: what it said, and how it ended where that says more. A program that was killed says nothing itself.</summary>
    public string Failure => string.Join('\n', new[] { Output.Trim(), Ending() }.Where(text => text.Length > 0));

    private string Ending()
    {
        if (!OperatingSystem.IsWindows() && ExitCode > FirstSignal)
            return string.Create(CultureInfo.InvariantCulture, $"It was ended from outside, by signal {ExitCode - FirstSignal}; the system sends 9 when memory runs out.");
        return string.IsNullOrWhiteSpace(Output) ? string.Create(CultureInfo.InvariantCulture, $"It ended with exit code {ExitCode} and said nothing.") : "";
    }
}
