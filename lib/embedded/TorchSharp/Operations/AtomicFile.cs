namespace TorchSharp.Engine;

/// <summary>Files that are either there whole or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>Writes beside the target and moves the result into place.</summary>
    internal static void Write(string location, Action<Stream> write)
    {
        var temporary = $"{location}.{Environment.ProcessId}-{Environment.CurrentManagedThreadId}.tmp";
        try
        {
            using (var stream = File.Create(temporary)) write(stream);
            File.Move(temporary, location, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
