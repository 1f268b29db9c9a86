using System.Text;
using TransferLearning.Hub;

namespace TransferLearning.Tests.Hub;

public class SafeTensorsHeaderTests
{
    private const string OneTensor = """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""";

    [Fact]
    public void A_sound_header_gives_names_types_shapes_and_places()
    {
        var header = Parse("""{"__metadata__":{"format":"pt"},"b":{"dtype":"I64","shape":[],"data_offsets":[12,20]},"a":{"dtype":"F16","shape":[2,3],"data_offsets":[0,12]}}""", 20);

        Assert.Equal("pt", header.Metadata["format"]);
        Assert.Equal(["a", "b"], header.Entries.Select(entry => entry.Name));
        Assert.Equal("a: float16 [2, 3]", header.Entries[0].ToString());
        Assert.Equal(6, header.Entries[0].NumberOfElements);
        Assert.Equal(1, header.Entries[1].NumberOfElements);
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "overlaps")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, "overlaps")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "gap")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 7, "truncated")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 9, "follow the last tensor")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", 8, "backwards")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", 8, "takes 12 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", 8, "whole number")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2.5],"data_offsets":[0,8]}}""", 8, "whole number")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4611686018427387904],"data_offsets":[0,8]}}""", 8, "impossible shape")]
    [InlineData("""{"a":{"dtype":"F33","shape":[2],"data_offsets":[0,8]}}""", 8, "F33")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[0],"data_offsets":[8,8]}}""", 8, "twice")]
    [InlineData("""{"a":{"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, "twice")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"more":1}}""", 8, "more")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2]}}""", 8, "needs dtype, shape and two data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}}""", 8, "needs dtype, shape and two data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8,9]}}""", 8, "more than 2 numbers")]
    [InlineData("""{"a":7}""", 0, "StartObject")]
    [InlineData("""{"__metadata__":{"format":1}}""", 0, "String")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} x""", 8, "JSON")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]""", 8, "JSON")]
    [InlineData("""[1]""", 0, "does not begin with '{'")]
    public void A_lying_header_is_refused_with_the_reason(string json, int dataLength, string reason)
    {
        var error = Assert.Throws<InvalidDataException>(() => Parse(json, dataLength));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100, 50, "truncated")]
    [InlineData(1_000_000_000_000, 50, "at most")]
    [InlineData(2_000_000_000, 3_000_000_000, "at most")]
    [InlineData(-1, 50, "at most")]
    [InlineData(1, 50, "too few")]
    public void A_header_length_that_cannot_be_is_refused(long claimed, long fileLength, string reason)
    {
        var error = Assert.Throws<InvalidDataException>(() => SafeTensorsHeader.ReadLength(BitConverter.GetBytes(claimed), fileLength));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mutated_headers_are_read_or_refused_but_never_crash()
    {
        var sound = Encoding.UTF8.GetBytes(OneTensor.Replace("}}", "},\"__metadata__\":{\"k\":\"v\"},\"b\":{\"dtype\":\"BOOL\",\"shape\":[1,3],\"data_offsets\":[8,11]}}", StringComparison.Ordinal));
        var random = new Random(20261122);
        var refused = 0;
        for (var i = 0; i < 5_000; i++)
        {
            var mutated = Mutate(sound, random);
            if (mutated.Length < 2) continue;
            try
            {
                var header = SafeTensorsHeader.Parse(mutated, 8 + mutated.Length + 11);
                // Whatever is accepted must lie inside the file, in order and without overlap.
                var position = 0L;
                foreach (var entry in header.Entries)
                {
                    Assert.Equal(position, entry.Offset);
                    position += entry.Length;
                }

                Assert.Equal(11, position);
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1_000, 4_999);
    }

    private static SafeTensorsHeader Parse(string json, int dataLength)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        return SafeTensorsHeader.Parse(bytes, 8 + bytes.Length + dataLength);
    }

    private static byte[] Mutate(byte[] sound, Random random)
    {
        var bytes = sound.ToList();
        for (var edits = random.Next(1, 4); edits > 0; edits--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveAt(at);
                    break;
                case 2:
                    bytes.Insert(at, (byte)"0123456789{}[]\",:-eE."[random.Next(21)]);
                    break;
                default:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 20), bytes.Count - at));
                    break;
            }

            if (bytes.Count == 0) break;
        }

        return [.. bytes];
    }
}
