using System.Text;

namespace TorchSharp;

/// <summary>What keeps a state dictionary from fitting a module; collected completely, so that one message names it all.</summary>
internal sealed class StateDictMismatch(string module)
{
    public List<string> Missing { get; } = [];

    public List<string> Unexpected { get; } = [];

    public List<string> MisShaped { get; } = [];

    /// <summary>A strict load wants every key; a tensor of another shape never fits.</summary>
    public bool IsError(bool strict) => MisShaped.Count > 0 || (strict && Missing.Count + Unexpected.Count > 0);

    public void AddMisShaped(string key, ReadOnlySpan<long> expected, ReadOnlySpan<long> found)
        => MisShaped.Add($"{key}: the module has {Shape(expected)}, the state dictionary has {Shape(found)}");

    public void AddMisTyped(string key, torch.ScalarType expected, torch.ScalarType found)
        => MisShaped.Add($"{key}: the module has {expected}, the state dictionary has {found}");

    public override string ToString()
    {
        var text = new StringBuilder($"The state dictionary does not fit {module}.");
        Append(text, "Missing", Missing);
        Append(text, "Unexpected", Unexpected);
        Append(text, "Of another shape or type", MisShaped);
        if (MisShaped.Count == 0) text.Append(" Pass strict: false to load what fits.");
        return text.ToString();
    }

    private static void Append(StringBuilder text, string title, List<string> keys)
    {
        if (keys.Count > 0) text.Append($" {title} ({keys.Count}): ").AppendJoin(", ", keys).Append('.');
    }

    private static string Shape(ReadOnlySpan<long> shape) => $"[{string.Join(", ", shape.ToArray())}]";
}
