namespace TransferLearning.Data;

/// <summary>
/// Data that cannot be used as it is. The message names the file and the line where they are known, the offending
/// value, and what to do about it.
/// </summary>
public sealed class DatasetException : Exception
{
    /// <summary>Creates the error of data that belongs to no file.</summary>
    public DatasetException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the error of data that belongs to no file, caused by another error.</summary>
    public DatasetException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the error of a file: the message is prefixed with <c>path(line): </c>.</summary>
    /// <param name="filePath">The file that was being read.</param>
    /// <param name="lineNumber">The line, counted from 1, or <see langword="null"/> when the whole file is meant.</param>
    /// <param name="message">What is wrong, and what to do.</param>
    /// <param name="innerException">What caused it, if something did.</param>
    public DatasetException(string filePath, int? lineNumber, string message, Exception? innerException = null)
        : base(lineNumber is { } line ? $"{filePath}({line}): {message}" : $"{filePath}: {message}", innerException)
    {
        FilePath = filePath;
        LineNumber = lineNumber;
    }

    /// <summary>The file, or <see langword="null"/> when the data came from memory.</summary>
    public string? FilePath { get; }

    /// <summary>The line in <see cref="FilePath"/>, counted from 1, where there is one to name.</summary>
    public int? LineNumber { get; }
}
