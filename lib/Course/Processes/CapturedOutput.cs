namespace Course.Processes;

/// <summary>What a finished program left: its exit code and everything that it wrote.</summary>
internal sealed record CapturedOutput(int ExitCode, string Output);
