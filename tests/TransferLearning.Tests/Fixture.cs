using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using static TorchSharp.torch;

namespace TransferLearning.Tests;

/// <summary>The golden files beside the tests: where they lie, tensors out of their JSON, comparison.</summary>
internal static class Fixture
{
    public static string Path(params string[] parts) => System.IO.Path.Combine([AppContext.BaseDirectory, "fixtures", .. parts]);

    public static JsonElement Json(params string[] parts)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path(parts)));
        return document.RootElement.Clone();
    }

    /// <summary>A tensor out of <c>{"dtype", "shape", "data"}</c>.</summary>
    public static Tensor Tensor(JsonElement json)
    {
        var shape = json.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()).ToArray();
        var data = json.GetProperty("data");
        return json.GetProperty("dtype").GetString() switch
        {
            "int64" => tensor(data.EnumerateArray().Select(value => value.GetInt64()).ToArray()).reshape(shape),
            "float32" => tensor(data.EnumerateArray().Select(Single).ToArray()).reshape(shape),
            var type => throw new NotSupportedException($"The fixtures' type {type} is not read here."),
        };
    }

    /// <summary>The optional tensor under a key.</summary>
    public static Tensor? Tensor(JsonElement parent, string key) => parent.TryGetProperty(key, out var json) ? Tensor(json) : null;

    public static void AssertClose(Tensor expected, Tensor actual, double tolerance, string what)
    {
        Assert.Equal(expected.shape, actual.shape);
        var (wanted, found) = (Floats(expected), Floats(actual));
        for (var i = 0; i < wanted.Length; i++)
        {
            Assert.True(
                Math.Abs(wanted[i] - found[i]) <= tolerance,
                $"{what}: element {i} of [{string.Join(", ", expected.shape)}] is {found[i]}, and {wanted[i]} is expected (tolerance {tolerance}).");
        }
    }

    /// <summary>The tensor's values in row-major order.</summary>
    public static float[] Floats(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.detach().contiguous().bytes).ToArray();

    private static float Single(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? value.GetString() switch { "inf" => float.PositiveInfinity, "-inf" => float.NegativeInfinity, _ => float.NaN }
        : (float)double.Parse(value.GetRawText(), CultureInfo.InvariantCulture);
}
