using System.Text;

namespace TransferLearning.Hub;

/// <summary>Writes a file under a temporary name and moves it into place, so that nobody ever sees half of it.</summary>
internal static class AtomicFile
{
    // Half of a character would become a question mark, and a vocabulary that is read again would be another one.
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Writes <paramref name="path"/>; its folder is made if need be. On failure the temporary file is removed and an existing file is left as it was.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var temporary = $"{full}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16))
                write(stream);
            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Writes text as UTF-8 without a byte order mark.</summary>
    /// <exception cref="ArgumentException">The text holds half of a surrogate pair, which has no place in UTF-8; nothing is written.</exception>
    public static void WriteText(string path, string text)
    {
        byte[] bytes;
        try
        {
            bytes = StrictUtf8.GetBytes(text);
        }
        catch (EncoderFallbackException error)
        {
            throw new ArgumentException($"'{Path.GetFileName(path)}' cannot be written: its text holds half of a surrogate pair (U+{(int)error.CharUnknown:X4}) at character {error.Index}, which no UTF-8 file can hold. Leave that character out.", nameof(text), error);
        }

        Write(path, stream => stream.Write(bytes));
    }
}
