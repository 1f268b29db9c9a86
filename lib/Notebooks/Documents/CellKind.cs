namespace Notebooks.Documents;

/// <summary>What a notebook cell holds; nbformat's <c>cell_type</c>.</summary>
public enum CellKind
{
    /// <summary>Source code with outputs.</summary>
    Code,

    /// <summary>Markdown text.</summary>
    Markdown,

    /// <summary>Text that is passed on as it is.</summary>
    Raw,
}
