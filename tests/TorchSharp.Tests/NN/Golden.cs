using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using static TorchSharp.torch;

namespace TorchSharp.Tests.NN;

/// <summary>Numbers that PyTorch computed: reading them, comparing with them. Where they come from: tests/fixtures/*/README.md.</summary>
internal static class Golden
{
    public static string Path(params string[] parts) => System.IO.Path.Combine([AppContext.BaseDirectory, "fixtures", .. parts]);

    public static JsonElement Json(params string[] parts)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path(parts)));
        return document.RootElement.Clone();
    }

    /// <summary>A tensor out of {"dtype", "shape", "data"}.</summary>
    public static Tensor Tensor(JsonElement json)
    {
        long[] shape = [.. json.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())];
        JsonElement[] data = [.. json.GetProperty("data").EnumerateArray()];
        return json.GetProperty("dtype").GetString() switch
        {
            "int64" => tensor(data.Select(value => value.GetInt64()).ToArray()).reshape(shape),
            "bool" => tensor(data.Select(value => value.GetBoolean()).ToArray()).reshape(shape),
            "float32" => tensor(data.Select(Single).ToArray()).reshape(shape),
            var type => throw new NotSupportedException($"The fixtures' type {type} is not read here."),
        };
    }

    /// <summary>The tensors of a safetensors file, float32 and int64.</summary>
    public static Dictionary<string, Tensor> Safetensors(params string[] parts)
    {
        byte[] file = File.ReadAllBytes(Path(parts));
        int header = checked((int)MemoryMarshal.Read<long>(file));
        using var document = JsonDocument.Parse(file.AsMemory(8, header));
        var result = new Dictionary<string, Tensor>();
        foreach (var entry in document.RootElement.EnumerateObject().Where(entry => entry.Name != "__metadata__"))
        {
            long[] shape = [.. entry.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())];
            int[] place = [.. entry.Value.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt32())];
            var bytes = file.AsSpan(8 + header + place[0], place[1] - place[0]);
            result.Add(entry.Name, entry.Value.GetProperty("dtype").GetString() switch
            {
                "F32" => tensor(MemoryMarshal.Cast<byte, float>(bytes).ToArray()).reshape(shape),
                "I64" => tensor(MemoryMarshal.Cast<byte, long>(bytes).ToArray()).reshape(shape),
                var type => throw new NotSupportedException($"The fixtures' type {type} is not read here."),
            });
        }
        return result;
    }

    public static void AssertClose(Tensor expected, Tensor? actual, double tolerance, string what)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.shape, actual.shape);
        double[] wanted = Values(expected), found = Values(actual);
        for (int i = 0; i < wanted.Length; i++)
            Assert.True(
                wanted[i].Equals(found[i]) || Math.Abs(wanted[i] - found[i]) <= tolerance * (1 + Math.Abs(wanted[i])),
                $"{what}: element {i} of [{string.Join(", ", expected.shape)}] is {found[i]}, expected {wanted[i]} (tolerance {tolerance}).");
    }

    public static double[] Values(Tensor tensor) => tensor.detach().to(ScalarType.Float64).flatten().data<double>().ToArray();

    public static double Number(JsonElement json) => json.ValueKind == JsonValueKind.String
        ? json.GetString() switch { "inf" => double.PositiveInfinity, "-inf" => double.NegativeInfinity, _ => double.NaN }
        : double.Parse(json.GetRawText(), CultureInfo.InvariantCulture);

    private static float Single(JsonElement value) => (float)Number(value);
}
