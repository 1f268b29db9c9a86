namespace TransferLearning.Hub;

/// <summary>Fills a folder by way of a temporary one beside it, so that an interrupted run leaves no half-written model behind.</summary>
internal static class AtomicFolder
{
    /// <summary>
    /// Lets <paramref name="fill"/> write into a temporary folder, then moves that into place. If <paramref name="folder"/> exists, the new files replace
    /// those of the same name and the others stay.
    /// </summary>
    public static void Write(string folder, Action<string> fill)
    {
        var target = Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar);
        if (File.Exists(target)) throw new IOException($"'{target}' is a file, and a folder is to be written there. Choose another name.");

        var temporary = $"{target}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}.tmp";
        Directory.CreateDirectory(temporary);
        try
        {
            fill(temporary);
            if (!Directory.Exists(target))
            {
                Directory.Move(temporary, target);
                return;
            }

            foreach (var file in Directory.GetFiles(temporary)) File.Move(file, Path.Combine(target, Path.GetFileName(file)), overwrite: true);
        }
        finally
        {
            if (Directory.Exists(temporary)) Directory.Delete(temporary, recursive: true);
        }
    }
}
