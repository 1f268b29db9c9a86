using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using TransferLearning.Hub;
using TransferLearning.Tests.Data;

namespace TransferLearning.Tests.Hub;

public sealed class StoredZipTests
{
    [Fact]
    public void Parts_lie_where_another_writer_of_zip_files_put_them()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Path("a.zip");
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            foreach (var name in (string[])["model/data.pkl", "model/data/0", "model/leer"])
            {
                using var stream = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
                stream.Write(Content(name));
            }
        }

        Assert.Equal(["model/data.pkl", "model/data/0", "model/leer"], Read(path).Keys.Order());
        Assert.All(Read(path), part => Assert.Equal(Content(part.Key), part.Value));

        static byte[] Content(string name) => name == "model/leer" ? [] : Encoding.UTF8.GetBytes("content of " + name);
    }

    [Fact]
    public void A_file_with_the_records_of_very_large_ones_is_read()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("large.zip", Large("model/data/0", "content"u8.ToArray(), length: 7));

        Assert.Equal("content"u8.ToArray(), Read(path)["model/data/0"]);
    }

    [Theory]
    [InlineData(8L, "outside of the file")]
    [InlineData(long.MaxValue, "claim to be larger")]
    [InlineData(-1L, "claims -1 bytes")]
    public void A_part_that_claims_more_than_the_file_holds_is_refused(long length, string reason)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("lying.zip", Large("0", [], length));

        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => Read(path)).Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, byte[]> Read(string path)
    {
        using var file = new MappedFile(path, leastLength: 1, "a zip file");
        var contents = new Dictionary<string, byte[]>();
        foreach (var (name, part) in StoredZip.Read(file))
        {
            using var window = file.Map(part.Offset, (int)part.Length);
            contents.Add(name, window.Bytes.ToArray());
        }

        return contents;
    }

    /// <summary>A zip file of one part, with the records that files of more than 4 GB have (APPNOTE.TXT, sections 4.3.14, 4.3.15 and 4.5.3).</summary>
    private static byte[] Large(string name, byte[] content, long length)
    {
        var bytes = new List<byte>();
        bytes.AddRange("PK\x03\x04"u8);
        Zeros(22);
        Short(name.Length);
        Short(0);
        bytes.AddRange(Encoding.ASCII.GetBytes(name));
        bytes.AddRange(content);

        var directory = bytes.Count;
        bytes.AddRange("PK\x01\x02"u8);
        Zeros(16);
        Int(-1); // the size in the file, and below the size unpacked and the place: all stand in the field of large sizes
        Int(-1);
        Short(name.Length);
        Short(4 + 24);
        Zeros(10);
        Int(-1);
        bytes.AddRange(Encoding.ASCII.GetBytes(name));
        Short(1);
        Short(24);
        Long(length);
        Long(length);
        Long(0);

        var end = bytes.Count;
        bytes.AddRange("PK\x06\x06"u8);
        Long(44);
        Zeros(12);
        Long(1);
        Long(1);
        Long(end - directory);
        Long(directory);
        bytes.AddRange("PK\x06\x07"u8);
        Int(0);
        Long(end);
        Int(1);
        bytes.AddRange("PK\x05\x06"u8);
        Zeros(4);
        Short(-1);
        Short(-1);
        Int(-1);
        Int(-1);
        Short(0);
        return [.. bytes];

        void Zeros(int count) => bytes.AddRange(new byte[count]);

        void Short(int value) => Number(value, 2);

        void Int(int value) => Number(value, 4);

        void Long(long value) => Number(value, 8);

        void Number(long value, int size)
        {
            var buffer = new byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(buffer, value);
            bytes.AddRange(buffer.AsSpan(0, size));
        }
    }
}
