namespace Notebooks.Authoring;

/// <summary>What a lint needs to know about the notebook's surroundings.</summary>
public sealed record LintOptions
{
    /// <summary>The notebook that the first code cell must import; null if none.</summary>
    public string? SetupFile { get; init; } = "setup.ipynb";

    /// <summary>Paths that must not stand in outputs whatever they look like, such as the repository's root. The user's home is always one.</summary>
    public IReadOnlyList<string> PrivatePaths { get; init; } = [];

    /// <summary>Names that must not stand in outputs as words of their own. By default this machine's name, unless it is one that says nothing.</summary>
    public IReadOnlyList<string> PrivateNames { get; init; } = MachineNames();

    /// <summary>Where the notebook lies, so that its links can be followed; null leaves them unchecked.</summary>
    public LintPlace? Place { get; init; }

    /// <summary>Whether every code cell must have been run, so that readers see outputs without running anything.</summary>
    public bool RequiresOutputs { get; init; }

    // A word such as "host" would be found everywhere and tells nobody which machine it was.
    private static IReadOnlyList<string> MachineNames()
    {
        const int shortest = 5;
        var name = Environment.MachineName;
        return name.Length >= shortest && name.AsSpan().IndexOfAnyInRange('0', '9') >= 0 ? [name] : [];
    }
}

/// <summary>Where a text lies.</summary>
/// <param name="Folder">The folder from which its relative links start.</param>
/// <param name="Root">The repository's root, which no link may leave.</param>
public sealed record LintPlace(string Folder, string Root);
