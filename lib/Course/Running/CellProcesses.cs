using Notebooks.OutOfProcess;
using Notebooks.Sessions;

namespace Course.Running;

/// <summary>Sessions whose cells run in another process of this same program.</summary>
internal static class CellProcesses
{
    /// <summary>The first argument of such a process; the pipe to talk through is the second.</summary>
    public const string Argument = "run-cells";

    /// <summary>The program and the first arguments that start this program again.</summary>
    public static IReadOnlyList<string> ThisProgram { get; } =
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) is not "dotnet"
            ? [path]
            : [Environment.ProcessPath ?? "dotnet", typeof(CellProcesses).Assembly.Location];

    /// <summary>Starts a session for a notebook in a folder.</summary>
    public static INotebookSession Start(string folder) => new ChildSession(new ChildSessionOptions
    {
        Program = ThisProgram[0],
        Arguments = [.. ThisProgram.Skip(1), Argument],
        Folder = folder,
    });
}
