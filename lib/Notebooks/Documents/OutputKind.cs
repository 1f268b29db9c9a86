namespace Notebooks.Documents;

/// <summary>The kinds of cell output; nbformat's <c>output_type</c>.</summary>
public enum OutputKind
{
    /// <summary>Text written to standard output or standard error (<c>stream</c>).</summary>
    Stream,

    /// <summary>A value that the cell displayed (<c>display_data</c>).</summary>
    DisplayData,

    /// <summary>The value of the cell's last expression (<c>execute_result</c>).</summary>
    ExecuteResult,

    /// <summary>An error that ended the cell (<c>error</c>).</summary>
    Error,
}
