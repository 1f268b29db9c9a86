namespace XPlot.Plotly;

/// <summary>Family, size and colour of text.</summary>
public sealed class Font : IPlotlyObject
{
    private readonly PropertyBag _properties = new();

    PropertyBag IPlotlyObject.Properties => _properties;

    public string color { get => _properties.GetOr(""); set => _properties.Set(value); }
    public bool ShouldSerializecolor() => _properties.Has(nameof(color));

    public string family { get => _properties.GetOr(""); set => _properties.Set(value); }
    public bool ShouldSerializefamily() => _properties.Has(nameof(family));

    public double size { get => _properties.GetOr<double>(); set => _properties.Set(value); }
    public bool ShouldSerializesize() => _properties.Has(nameof(size));
}
