namespace Course.Commands;

/// <summary>
/// Runs a command's long work on another thread. System.CommandLine listens for Ctrl-C only after the action has
/// returned its task: work done before that would be killed instead of being asked to stop.
/// </summary>
internal static class Background
{
    public static Task<int> Run(Func<int> work, CancellationToken cancellation) => Task.Run(work, cancellation);
}
