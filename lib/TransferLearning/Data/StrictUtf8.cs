using System.Buffers;
using System.Text;

namespace TransferLearning.Data;

/// <summary>Reads text files that must be UTF-8, and tells where they are not.</summary>
internal static class StrictUtf8
{
    /// <summary>The whole text of a file, without a byte order mark.</summary>
    /// <exception cref="DatasetException">There is no such file, it cannot be read, or it is not UTF-8.</exception>
    public static string ReadAllText(string path) => Decode(path, ReadAllBytes(path));

    /// <summary>The text of a file that was read already, without a byte order mark.</summary>
    /// <param name="path">Where the bytes come from, for messages.</param>
    /// <param name="content">The bytes.</param>
    /// <exception cref="DatasetException">They are not UTF-8.</exception>
    public static string Decode(string path, ReadOnlySpan<byte> content)
    {
        if (content.StartsWith<byte>([0xFF, 0xFE]) || content.StartsWith<byte>([0xFE, 0xFF]))
        {
            throw new DatasetException(path, 1, "the file is UTF-16, not UTF-8. Save it as UTF-8 and try again.");
        }

        var mark = Encoding.UTF8.Preamble;
        if (content.StartsWith(mark)) content = content[mark.Length..];
        if (FindInvalidByte(content) is { } offset)
        {
            var line = 1 + content[..offset].Count((byte)'\n');
            throw new DatasetException(
                path, line, $"byte 0x{content[offset]:X2} (offset {offset}) is not valid UTF-8. Save the file as UTF-8, for instance with `iconv -f windows-1252 -t utf-8`.");
        }

        return Encoding.UTF8.GetString(content);
    }

    private static byte[] ReadAllBytes(string path)
    {
        if (Directory.Exists(path)) throw new DatasetException(path, null, "this is a folder, not a file.");
        if (!File.Exists(path)) throw new DatasetException(path, null, "there is no such file. Check the path.");
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException(path, null, $"the file cannot be read: {error.Message}", error);
        }
    }

    private static int? FindInvalidByte(ReadOnlySpan<byte> content)
    {
        if (System.Text.Unicode.Utf8.IsValid(content)) return null;
        var offset = 0;
        while (offset < content.Length && Rune.DecodeFromUtf8(content[offset..], out _, out var consumed) == OperationStatus.Done)
        {
            offset += consumed;
        }

        return offset;
    }
}
