using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TransferLearning.Training;

/// <summary>One of the <see cref="TrainingArguments"/>, as files and command lines know it. What a program offers as options is made from these.</summary>
public sealed class TrainingSetting
{
    private readonly PropertyInfo _property;

    private TrainingSetting(PropertyInfo property)
    {
        _property = property;
        Type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        Name = JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);
        Choices = Type.IsEnum ? [.. Type.GetEnumValues().Cast<object>().Select(value => TrainingArguments.ToJson(value).GetValue<string>())] : [];
    }

    /// <summary>Every setting, in the order of <see cref="TrainingArguments"/>.</summary>
    public static IReadOnlyList<TrainingSetting> All { get; } =
        [.. typeof(TrainingArguments).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite).Select(property => new TrainingSetting(property))];

    /// <summary>The property of <see cref="TrainingArguments"/>, such as <c>LearningRate</c>.</summary>
    public string PropertyName => _property.Name;

    /// <summary>The name in files, which is Hugging Face's, such as <c>learning_rate</c>.</summary>
    public string Name { get; }

    /// <summary>The name on a command line, such as <c>--learning-rate</c>.</summary>
    public string OptionName => "--" + Name.Replace('_', '-');

    /// <summary>The type of its values.</summary>
    public Type Type { get; }

    /// <summary>The values that it can have, if they are a few names.</summary>
    public IReadOnlyList<string> Choices { get; }

    /// <summary>Whether it is a switch, on or off.</summary>
    public bool IsSwitch => Type == typeof(bool);

    /// <summary>What a value looks like, for help: <c>number</c>, <c>text</c>, …</summary>
    public string ValueName => Choices.Count > 0 ? string.Join('|', Choices)
        : Type == typeof(int) ? "integer"
        : Type == typeof(double) ? "number"
        : Type == typeof(bool) ? "true|false"
        : Type == typeof(string) ? "text"
        : "number,number,…";

    /// <summary>The value in some settings, as one would write it on a command line; <see langword="null"/> when it has none.</summary>
    public string? ValueIn(TrainingArguments arguments) => _property.GetValue(arguments) switch
    {
        null => null,
        bool flag => flag ? "true" : "false",
        Enum value => TrainingArguments.ToJson(value).GetValue<string>(),
        IEnumerable<float> numbers => string.Join(',', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture))),
        var value => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    /// <summary>Reads a value as it is written on a command line.</summary>
    /// <exception cref="ArgumentException">The text is no such value.</exception>
    internal JsonNode Parse(string text)
    {
        var value = text.Trim();
        if (Choices.Count > 0) return Choices.Contains(value, StringComparer.OrdinalIgnoreCase) ? JsonValue.Create(value.ToLowerInvariant()) : throw Wrong(text);
        if (Type == typeof(string)) return JsonValue.Create(text);
        if (Type == typeof(bool)) return bool.TryParse(value, out var flag) ? JsonValue.Create(flag) : throw Wrong(text);
        if (Type == typeof(int)) return int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? JsonValue.Create(whole) : throw Wrong(text);
        return Type == typeof(double)
            ? JsonValue.Create(Number(value, text))
            : new JsonArray([.. value.Split(',').Select(part => (JsonNode)JsonValue.Create(Number(part, text)))]);
    }

    private double Number(string value, string text) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : throw Wrong(text);

    private ArgumentException Wrong(string text) => new($"{OptionName} is '{text}', but takes {(Choices.Count > 0 ? "one of " + string.Join(", ", Choices) : ValueName)}.");
}
