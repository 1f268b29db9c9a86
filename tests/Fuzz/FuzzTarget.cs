namespace Fuzzing;

/// <summary>A reader of files from outside, with real files to damage.</summary>
/// <param name="Name">The reader's name.</param>
/// <param name="FileName">The name under which a damaged file is put before the reader, in a folder of its own.</param>
/// <param name="Sound">Real files.</param>
/// <param name="Read">Reads the file in the folder, and whatever of it a program would use.</param>
/// <param name="Refusals">The exceptions with which the reader may refuse a file; any other is a defect.</param>
internal sealed record FuzzTarget(string Name, string FileName, IReadOnlyList<byte[]> Sound, Action<string> Read, IReadOnlyList<Type> Refusals)
{
    public override string ToString() => Name;
}
