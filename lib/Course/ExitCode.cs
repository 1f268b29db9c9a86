namespace Course;

/// <summary>What the process answers to the shell.</summary>
internal static class ExitCode
{
    public const int Succeeded = 0;
    public const int Failed = 1;

    /// <summary>128 + SIGINT, as shells report a program that Ctrl-C ended.</summary>
    public const int Cancelled = 130;

    /// <summary>128 + SIGTERM, as shells report a program that was told to end.</summary>
    public const int Terminated = 143;
}
