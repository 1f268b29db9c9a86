namespace Notebooks.CSharp;

/// <summary>How a C# session behaves.</summary>
public sealed record CSharpSessionOptions
{
    /// <summary>The notebook's folder, where the relative paths of <c>#r</c>, <c>#load</c> and <c>#!import</c> start. By default the current folder.</summary>
    public string Folder { get; init; } = Environment.CurrentDirectory;

    /// <summary>How long an interrupted cell may take to stop before it is given up.</summary>
    public TimeSpan InterruptGrace { get; init; } = TimeSpan.FromSeconds(2);
}
