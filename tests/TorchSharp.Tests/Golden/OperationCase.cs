using System.Collections.Concurrent;
using System.Text.Json;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Golden;

/// <summary>One case of a file in tests/fixtures/ops: what PyTorch 1.13.1 computed on the processor from these inputs.</summary>
public sealed class OperationCase
{
    public const string Ordinary = "ops.json", NonFinite = "nonfinite.json", Semantics = "semantics.json";

    private static readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, JsonElement>> s_files = new();

    private readonly JsonElement _json;

    private OperationCase(JsonElement json)
    {
        _json = json;
        Inputs = Tensors("inputs");
        foreach (var name in Tensors("grads").Keys) Inputs[name].requires_grad_();
    }

    public Dictionary<string, Tensor> Inputs { get; }

    public Tensor this[string input] => Inputs[input];

    /// <summary>Gives a module the case's parameters; their gradients count as those of the inputs.</summary>
    public T WithParameters<T>(T module) where T : nn.Module
    {
        using var mode = no_grad();
        foreach (var (name, parameter) in module.named_parameters())
        {
            parameter.copy_(Inputs["module." + name]);
            Inputs["module." + name] = parameter;
        }

        return module;
    }

    public static IEnumerable<string> NamesIn(string file) => Cases(file).Keys;

    public static OperationCase Read(string file, string name) => new(Cases(file)[name]);

    public Dictionary<string, Tensor> Tensors(string section)
    {
        var result = new Dictionary<string, Tensor>();
        if (!_json.TryGetProperty(section, out var tensors)) return result;
        foreach (var property in tensors.EnumerateObject()) result[property.Name] = Parse(property.Value);
        return result;
    }

    private static IReadOnlyDictionary<string, JsonElement> Cases(string file) => s_files.GetOrAdd(file, static file =>
    {
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "fixtures", "ops", file));
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone().GetProperty("cases").EnumerateArray().ToDictionary(json => json.GetProperty("name").GetString()!);
    });

    private static Tensor Parse(JsonElement json)
    {
        long[] shape = [.. json.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())];
        var data = json.GetProperty("data").EnumerateArray();
        return json.GetProperty("dtype").GetString() switch
        {
            "float32" => tensor([.. data.Select(Number)], shape),
            "int32" => tensor([.. data.Select(value => value.GetInt32())], shape),
            "uint8" => tensor([.. data.Select(value => value.GetByte())], shape),
            "int64" => tensor([.. data.Select(value => value.GetInt64())], shape),
            "bool" => tensor([.. data.Select(value => value.ValueKind == JsonValueKind.True || (value.ValueKind == JsonValueKind.Number && value.GetInt32() != 0))], shape),
            var type => throw new InvalidDataException($"Unknown type {type}."),
        };
    }

    private static float Number(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? value.GetString() switch
        {
            "inf" => float.PositiveInfinity,
            "-inf" => float.NegativeInfinity,
            _ => float.NaN,
        }
        : (float)value.GetDouble();
}
