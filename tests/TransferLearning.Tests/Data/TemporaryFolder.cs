namespace TransferLearning.Tests.Data;

/// <summary>A folder for one test's files, removed with them.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => FullName = Directory.CreateTempSubdirectory("course-").FullName;

    public string FullName { get; }

    public string Write(string name, string content)
    {
        var path = System.IO.Path.Combine(FullName, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    public string Write(string name, byte[] content)
    {
        var path = System.IO.Path.Combine(FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    public string Path(string name) => System.IO.Path.Combine(FullName, name);

    public void Dispose() => Directory.Delete(FullName, recursive: true);
}
