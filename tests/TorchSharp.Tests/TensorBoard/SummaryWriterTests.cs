using System.Buffers.Binary;
using Google.Protobuf;
using TorchSharp.TensorBoard;
using TorchSharp.Utils.tensorboard.Enums;
using static TorchSharp.torch;

namespace TorchSharp.Tests.TensorBoard;

public sealed class SummaryWriterTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"tensorboard-{Guid.NewGuid():N}");

    public void Dispose()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, true);
    }

    [Fact]
    public void The_checksum_is_tfrecords_masked_crc32c()
        // The CRC-32C of "123456789" is E3069283 (its standard check value), rotated right by 15 bits, plus A282EAD8.
        => Assert.Equal(((0xE3069283u >> 15) | (0xE3069283u << 17)) + 0xA282EAD8u, EventFile.MaskedChecksum("123456789"u8));

    [Fact]
    public void Scalars_are_records_with_tag_step_and_value()
    {
        var writer = utils.tensorboard.SummaryWriter(_folder, "test");
        writer.add_scalar("loss/train", 0.25f, 7, walltime: 1000);

        var records = Records(_folder);
        Assert.Equal("brain.Event:2", Text(records[0], 3));
        Assert.Equal(1000, Double(records[1], 1));
        Assert.Equal(7UL, (ulong)Fields(records[1])[2][0]);
        byte[] value = Bytes(Bytes(records[1], 5), 1);
        Assert.Equal("loss/train", Text(value, 1));
        Assert.Equal(0.25f, (float)Fields(value)[2][0]);
        Assert.EndsWith(".test", Directory.GetFiles(_folder).Single(), StringComparison.Ordinal);
        Assert.Equal(_folder, writer.LogDir);
    }

    [Fact]
    public void Several_curves_of_a_chart_have_folders_of_their_own()
    {
        var writer = utils.tensorboard.SummaryWriter(_folder);
        writer.add_scalars("loss", new Dictionary<string, float> { ["train"] = 1, ["test"] = 2 }, 1);
        writer.add_scalars("loss", new List<(string, float)> { ("train", 0.5f) }, 2);
        Assert.Equal(3, Records(Path.Combine(_folder, "loss_train")).Count);
        Assert.Equal(2, Records(Path.Combine(_folder, "loss_test")).Count);
    }

    [Fact]
    public void Texts_carry_the_text_plugins_mark()
    {
        utils.tensorboard.SummaryWriter(_folder).add_text("note", "**bold**", 1);
        byte[] value = Bytes(Bytes(Records(_folder)[1], 5), 1);
        Assert.Equal("note/text_summary", Text(value, 1));
        Assert.Equal("text", Text(Bytes(Bytes(value, 9), 1), 1));
        Assert.Equal("**bold**", Text(Bytes(value, 8), 8));
    }

    [Theory]
    [InlineData(HistogramBinSelector.Tensorflow)]
    [InlineData(HistogramBinSelector.Sturges)]
    [InlineData(HistogramBinSelector.Sqrt)]
    [InlineData(HistogramBinSelector.Rice)]
    [InlineData(HistogramBinSelector.Scott)]
    public void Histograms_count_every_value_once(HistogramBinSelector bins)
    {
        var values = randn(500, generator: new Generator(2));
        utils.tensorboard.SummaryWriter(_folder).add_histogram("weights", values, 1, bins);
        byte[] histogram = Bytes(Bytes(Bytes(Records(_folder)[1], 5), 1), 5);
        Assert.Equal(values.min().item<float>(), Double(histogram, 1), 1e-6);
        Assert.Equal(500, Double(histogram, 3));
        double[] limits = Doubles(histogram, 6), counts = Doubles(histogram, 7);
        Assert.Equal(limits.Length, counts.Length);
        Assert.Equal(limits.Order(), limits);
        Assert.Equal(500, counts.Sum());
        Assert.True(limits[^1] >= values.max().item<float>());
    }

    [Fact]
    public void Histograms_refuse_what_has_no_place()
    {
        var writer = utils.tensorboard.SummaryWriter(_folder);
        Assert.Throws<ArgumentException>(() => writer.add_histogram("w", tensor(new[] { 1f, float.NaN }), 1));
        Assert.Throws<NotSupportedException>(() => writer.add_histogram("w", ones(3) * arange(3), 1, HistogramBinSelector.Stone));
    }

    private static List<byte[]> Records(string folder)
    {
        ReadOnlySpan<byte> file = File.ReadAllBytes(Directory.GetFiles(folder).Single());
        var records = new List<byte[]>();
        while (!file.IsEmpty)
        {
            int length = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(file));
            Assert.Equal(EventFile.MaskedChecksum(file[..8]), BinaryPrimitives.ReadUInt32LittleEndian(file[8..]));
            Assert.Equal(EventFile.MaskedChecksum(file.Slice(12, length)), BinaryPrimitives.ReadUInt32LittleEndian(file[(12 + length)..]));
            records.Add(file.Slice(12, length).ToArray());
            file = file[(16 + length)..];
        }
        return records;
    }

    private static Dictionary<int, List<object>> Fields(byte[] message)
    {
        var input = new CodedInputStream(message);
        var fields = new Dictionary<int, List<object>>();
        for (uint tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            object value = WireFormat.GetTagWireType(tag) switch
            {
                WireFormat.WireType.Varint => input.ReadUInt64(),
                WireFormat.WireType.Fixed64 => input.ReadDouble(),
                WireFormat.WireType.Fixed32 => input.ReadFloat(),
                WireFormat.WireType.LengthDelimited => input.ReadBytes().ToByteArray(),
                var type => throw new InvalidDataException($"There is a field of wire type {type}."),
            };
            int number = WireFormat.GetTagFieldNumber(tag);
            if (!fields.TryGetValue(number, out var list)) fields.Add(number, list = []);
            list.Add(value);
        }
        return fields;
    }

    private static byte[] Bytes(byte[] message, int field) => (byte[])Fields(message)[field][0];

    private static string Text(byte[] message, int field) => System.Text.Encoding.UTF8.GetString(Bytes(message, field));

    private static double Double(byte[] message, int field) => (double)Fields(message)[field][0];

    private static double[] Doubles(byte[] message, int field) => System.Runtime.InteropServices.MemoryMarshal.Cast<byte, double>(Bytes(message, field)).ToArray();
}
