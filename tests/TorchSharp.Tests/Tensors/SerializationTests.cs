using static TorchSharp.torch;

namespace TorchSharp.Tests.Tensors;

public sealed class SerializationTests
{
    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Int64)]
    [InlineData(ScalarType.Int32)]
    [InlineData(ScalarType.Byte)]
    [InlineData(ScalarType.Bool)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    public void A_saved_tensor_comes_back_the_same(ScalarType type)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.dat");
        try
        {
            var saved = (randn(3, 1, 5) * 3).to_type(type).transpose(0, 2);
            save(saved, path);
            var loaded = load(path);
            Assert.Equal(type, loaded.dtype);
            Assert.Equal(saved.shape, loaded.shape);
            Assert.Equal(saved.contiguous().bytes.ToArray(), loaded.bytes.ToArray());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Format_is_type_rank_sizes_and_raw_elements()
    {
        using var stream = new MemoryStream();
        tensor(new short[] { 1, 2, 3, 4 }, 2, 2).Save(stream);
        Assert.Equal([2, 2, 2, 2, 1, 0, 2, 0, 3, 0, 4, 0], stream.ToArray());
    }

    [Fact]
    public void Loading_into_a_tensor_of_another_shape_names_both()
    {
        using var stream = new MemoryStream();
        ones(2, 3).Save(stream);
        stream.Position = 0;
        using var reader = new BinaryReader(stream);
        var error = Assert.Throws<ArgumentException>(() => ones(3, 2).Load(reader));
        Assert.Contains("[2, 3]", error.Message);
        Assert.Contains("[3, 2]", error.Message);
    }

    [Fact]
    public void What_is_no_tensor_file_is_refused()
    {
        using var stream = new MemoryStream([0xFF, 0xFF, 0x7F, 1, 2, 3]);
        Assert.Throws<InvalidDataException>(() => Tensor.Load(stream));
    }
}
