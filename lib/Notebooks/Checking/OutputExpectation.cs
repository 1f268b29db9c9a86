using System.Globalization;
using System.Text.Json.Nodes;
using Notebooks.Documents;

namespace Notebooks.Checking;

/// <summary>
/// How closely a new run must reproduce a cell's stored outputs. The cell's metadata says it, under <c>course</c>:
/// nothing for equality, <c>"check": "shape"</c> for outputs of the same kinds and as many lines, or
/// <c>"check": {"tolerance": 0.02}</c> and <c>{"relative_tolerance": 0.1}</c> for numbers that may move.
/// </summary>
public abstract record OutputExpectation
{
    /// <summary>The key in the cell's metadata.</summary>
    public const string Section = "course";

    private const string Key = "check";
    private const string Absolute = "tolerance";
    private const string Relative = "relative_tolerance";

    private protected OutputExpectation()
    {
    }

    /// <summary>What a cell's metadata asks for.</summary>
    /// <exception cref="NotebookFormatException">It asks for something unknown.</exception>
    public static OutputExpectation Of(NotebookCell cell, int cellNumber)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return (cell.Metadata[Section] as JsonObject)?[Key] switch
        {
            null => new ExactOutputs(),
            JsonValue value when value.TryGetValue(out string? text) && text is "exact" => new ExactOutputs(),
            JsonValue value when value.TryGetValue(out string? text) && text is "shape" => new SameShape(),
            JsonObject { Count: > 0 } tolerances when tolerances.All(IsTolerance) => new NearNumbers(Read(tolerances, Absolute), Read(tolerances, Relative)),
            var other => throw new NotebookFormatException(
                $"Cell {cellNumber}: metadata {Section}/{Key} is {other.ToJsonString()}; it must be \"exact\", \"shape\", or an object with \"{Absolute}\" or \"{Relative}\" from 0.", cellNumber),
        };
    }

    private static bool IsTolerance(KeyValuePair<string, JsonNode?> member) =>
        member.Key is Absolute or Relative && member.Value is JsonValue value && value.TryGetValue(out double number) && number >= 0 && double.IsFinite(number);

    private static double Read(JsonObject tolerances, string name) => tolerances[name]?.GetValue<double>() ?? 0;
}

/// <summary>The outputs must be the same, character by character.</summary>
public sealed record ExactOutputs : OutputExpectation;

/// <summary>There must be as many outputs, of the same kinds and types, with as many lines of plain text.</summary>
public sealed record SameShape : OutputExpectation;

/// <summary>Words must be the same; a number may differ from the stored one by the sum of both tolerances.</summary>
/// <param name="Absolute">By how much a number may differ; a percentage counts as the share it stands for.</param>
/// <param name="Relative">By which share of the stored number it may differ.</param>
public sealed record NearNumbers(double Absolute, double Relative) : OutputExpectation
{
    /// <summary>Whether a number is near enough to the stored one.</summary>
    public bool Allows(double stored, double now) => Math.Abs(stored - now) <= (Absolute + (Relative * Math.Abs(stored))) * (1 + 1e-9);

    /// <inheritdoc/>
    public override string ToString() => (Absolute, Relative) switch
    {
        (var absolute, 0) => string.Create(CultureInfo.InvariantCulture, $"numbers within ±{absolute}"),
        (0, var relative) => string.Create(CultureInfo.InvariantCulture, $"numbers within ±{relative:P0}"),
        var (absolute, relative) => string.Create(CultureInfo.InvariantCulture, $"numbers within ±({absolute} + {relative:P0})"),
    };
}
