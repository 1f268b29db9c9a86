using System.Runtime.CompilerServices;

namespace XPlot.Plotly;

/// <summary>
/// The attributes of a plotly object that were set, in the order in which they were set first. XPlot tells "not set" from
/// every value, null included: an attribute that was never set is absent from the JSON, so that plotly.js uses its default.
/// </summary>
internal sealed class PropertyBag
{
    private readonly List<KeyValuePair<string, object?>> _attributes = [];

    public IReadOnlyList<KeyValuePair<string, object?>> Attributes => _attributes;

    public bool Has(string name) => IndexOf(name) >= 0;

    /// <summary>Reads an attribute of a trace, an axis or the layout, which (as in XPlot) must have been set.</summary>
    /// <exception cref="ArgumentException">The attribute was not set.</exception>
    public T Get<T>([CallerMemberName] string name = "") => IndexOf(name) is >= 0 and var index
        ? (T)_attributes[index].Value!
        : throw new ArgumentException($"'{name}' was not set. Ask ShouldSerialize{name}() before reading it.", name);

    /// <summary>Reads an attribute of a style, which (as in XPlot) reads as a default when it was not set.</summary>
    public T GetOr<T>(T fallback = default!, [CallerMemberName] string name = "") =>
        IndexOf(name) is >= 0 and var index ? (T)_attributes[index].Value! : fallback;

    /// <inheritdoc cref="GetOr{T}(T, string)"/>
    public T GetOr<T>(Func<T> fallback, [CallerMemberName] string name = "") =>
        IndexOf(name) is >= 0 and var index ? (T)_attributes[index].Value! : fallback();

    public void Set(object? value, [CallerMemberName] string name = "")
    {
        var attribute = KeyValuePair.Create(name, value);
        if (IndexOf(name) is >= 0 and var index)
        {
            _attributes[index] = attribute;
        }
        else
        {
            _attributes.Add(attribute);
        }
    }

    private int IndexOf(string name) => _attributes.FindIndex(attribute => attribute.Key == name);
}
