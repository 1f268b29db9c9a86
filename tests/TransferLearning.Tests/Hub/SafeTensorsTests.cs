using TorchSharp;
using TransferLearning.Hub;
using TransferLearning.Tests.Data;
using static TorchSharp.torch;

namespace TransferLearning.Tests.Hub;

public class SafeTensorsTests
{
    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    public void A_tensor_that_is_larger_than_a_window_of_the_map_arrives_whole(ScalarType stored)
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();

        // Whole numbers up to 200, which every type holds exactly; 20 and 10 MB, over windows of 8.
        var values = arange(5_000_001, dtype: ScalarType.Int64).remainder(200).to_type(ScalarType.Float32).reshape(3, 1_666_667);
        SafeTensors.Save(folder.Path("large.safetensors"), new Dictionary<string, Tensor> { ["first"] = zeros(3), ["values"] = values }, stored);
        using var file = SafeTensorsFile.Open(folder.Path("large.safetensors"));

        var target = zeros(3, 1_666_667);
        file.CopyTo("values", target);

        Assert.True(values.bytes.SequenceEqual(target.bytes));
        Assert.Equal(file.ReadSingles("values"), Fixture.Floats(target));
    }

    [Fact]
    public void What_is_saved_loads_again_in_every_element_type()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        var path = folder.Path("all.safetensors");
        var tensors = new Dictionary<string, Tensor>
        {
            ["f32"] = tensor(new[] { 1.5f, -2.25f, float.NaN, float.PositiveInfinity }).reshape(2, 2),
            ["f64"] = tensor(new[] { 1e300, -0.0 }),
            ["i64"] = tensor(new[] { long.MinValue, 7L }),
            ["i32"] = tensor(new[] { int.MaxValue }),
            ["u8"] = tensor(new byte[] { 0, 255 }),
            ["bool"] = tensor(new[] { true, false, true }),
            ["scalar"] = tensor(3.0f),
            ["empty"] = zeros(0, 4),
        };

        SafeTensors.Save(path, tensors);
        var loaded = SafeTensors.Load(path);

        Assert.Equal(tensors.Keys.Order(), loaded.Keys.Order());
        foreach (var (name, expected) in tensors)
        {
            Assert.Equal(expected.dtype, loaded[name].dtype);
            Assert.Equal(expected.shape, loaded[name].shape);
            Assert.Equal(expected.bytes.ToArray(), loaded[name].bytes.ToArray());
        }
    }

    [Fact]
    public void The_file_is_laid_out_as_the_reference_implementation_does_it()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Path("a.safetensors");
        using var small = tensor(new byte[] { 1 });
        using var second = tensor(new[] { 1f });
        using var first = tensor(new[] { 2f });

        SafeTensors.Save(path, new Dictionary<string, Tensor> { ["c"] = small, ["b"] = second, ["a"] = first });

        var bytes = File.ReadAllBytes(path);
        var headerLength = BitConverter.ToInt64(bytes);
        Assert.Equal(0, headerLength % 8);
        using var file = SafeTensorsFile.Open(path);
        Assert.Equal(["a", "b", "c"], file.Entries.Select(entry => entry.Name));
        Assert.Equal("pt", file.Metadata["format"]);
        Assert.Equal(2f, BitConverter.ToSingle(bytes, (int)(8 + headerLength)));
    }

    [Theory]
    [InlineData(ScalarType.Float16, 1e-3)]
    [InlineData(ScalarType.BFloat16, 1e-2)]
    public void Half_precision_storage_takes_half_the_room_and_loads_into_float32(ScalarType storage, double tolerance)
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        var (full, half) = (folder.Path("full.safetensors"), folder.Path("half.safetensors"));
        manual_seed(1);
        var values = new Dictionary<string, Tensor> { ["w"] = randn(100, 100), ["ids"] = arange(10, dtype: ScalarType.Int64) };

        SafeTensors.Save(full, values);
        SafeTensors.Save(half, values, storage);

        Assert.InRange(new FileInfo(half).Length, 20_000, new FileInfo(full).Length - 19_000);
        using var file = SafeTensorsFile.Open(half);
        Assert.Equal(storage, file["w"].DType);
        Assert.Equal(ScalarType.Int64, file["ids"].DType);
        var target = zeros(100, 100);
        file.CopyTo("w", target);
        var (expected, actual) = (Fixture.Floats(values["w"]), Fixture.Floats(target));
        for (var i = 0; i < expected.Length; i++) Assert.InRange(actual[i], expected[i] - tolerance * Math.Abs(expected[i]) - 1e-6, expected[i] + tolerance * Math.Abs(expected[i]) + 1e-6);
    }

    [Fact]
    public void A_tensor_of_another_shape_is_not_overwritten()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        SafeTensors.Save(folder.Path("a.safetensors"), new Dictionary<string, Tensor> { ["w"] = ones(2, 3) });
        using var file = SafeTensorsFile.Open(folder.Path("a.safetensors"));

        var error = Assert.Throws<ArgumentException>(() => file.CopyTo("w", zeros(3, 2)));

        Assert.Contains("[2, 3]", error.Message, StringComparison.Ordinal);
        Assert.Contains("[3, 2]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_view_that_is_not_contiguous_is_saved_and_filled_by_its_own_order()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        var matrix = arange(6, dtype: ScalarType.Float32).reshape(2, 3);
        SafeTensors.Save(folder.Path("t.safetensors"), new Dictionary<string, Tensor> { ["t"] = matrix.transpose(0, 1) });
        using var file = SafeTensorsFile.Open(folder.Path("t.safetensors"));

        var target = zeros(2, 3);
        file.CopyTo("t", target.transpose(0, 1));

        Assert.Equal([0f, 3f, 1f, 4f, 2f, 5f], Fixture.Floats(file.Read("t")));
        Assert.Equal(Fixture.Floats(matrix), Fixture.Floats(target));
    }

    [Fact]
    public void Every_truncation_of_a_file_is_refused()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        SafeTensors.Save(folder.Path("a.safetensors"), new Dictionary<string, Tensor> { ["w"] = ones(2, 3) });
        var bytes = File.ReadAllBytes(folder.Path("a.safetensors"));

        for (var length = 0; length < bytes.Length; length++)
        {
            var cut = folder.Write("cut.safetensors", bytes[..length]);
            var error = Assert.Throws<InvalidDataException>(() => SafeTensorsFile.Open(cut));
            Assert.Contains(cut, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_failed_write_leaves_the_old_file_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.safetensors", "before");

        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.WriteByte(1);
            throw new InvalidOperationException("the disk is full");
        }));

        Assert.Equal("before", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(folder.FullName));
    }

    [Fact]
    public void A_missing_file_and_a_missing_tensor_are_named()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        Assert.Contains("nothing.safetensors", Assert.Throws<FileNotFoundException>(() => SafeTensorsFile.Open(folder.Path("nothing.safetensors"))).Message, StringComparison.Ordinal);

        SafeTensors.Save(folder.Path("a.safetensors"), new Dictionary<string, Tensor> { ["w"] = ones(1) });
        using var file = SafeTensorsFile.Open(folder.Path("a.safetensors"));
        Assert.Contains("'v'", Assert.Throws<KeyNotFoundException>(() => file.Read("v")).Message, StringComparison.Ordinal);
    }
}
