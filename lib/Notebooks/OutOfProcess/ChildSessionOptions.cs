namespace Notebooks.OutOfProcess;

/// <summary>How to start the process in which cells run.</summary>
public sealed record ChildSessionOptions
{
    /// <summary>The program, which runs a <see cref="SessionServer"/>.</summary>
    public required string Program { get; init; }

    /// <summary>Its arguments; the pipe's name follows them.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The notebook's folder: the process's working directory, and where relative paths of directives start.</summary>
    public string Folder { get; init; } = Environment.CurrentDirectory;

    /// <summary>How long an interrupted cell may take to stop before its process is ended.</summary>
    public TimeSpan InterruptGrace { get; init; } = TimeSpan.FromSeconds(5);
}
