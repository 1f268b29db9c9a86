namespace Course;

/// <summary>One lesson's notebook.</summary>
/// <param name="Number">Two digits.</param>
/// <param name="Path">The .ipynb file.</param>
internal sealed record Lesson(string Number, string Path)
{
    /// <summary>The file's name without its ending, such as <c>01-transfer-learning</c>.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);
}
