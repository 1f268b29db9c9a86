namespace Notebooks.Authoring;

/// <summary>What a lint needs to know about the notebook's surroundings.</summary>
public sealed record LintOptions
{
    /// <summary>The notebook that the first code cell must import; null if none.</summary>
    public string? SetupFile { get; init; } = "setup.ipynb";

    /// <summary>Paths that must not stand in outputs whatever they look like, such as the repository's root. The user's home is always one.</summary>
    public IReadOnlyList<string> PrivatePaths { get; init; } = [];
}
