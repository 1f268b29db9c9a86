namespace XPlot.Plotly;

/// <summary>Start, end and width of the bins along y.</summary>
public sealed class Ybins : IPlotlyObject
{
    private readonly PropertyBag _properties = new();

    PropertyBag IPlotlyObject.Properties => _properties;

    public double end { get => _properties.GetOr<double>(); set => _properties.Set(value); }
    public bool ShouldSerializeend() => _properties.Has(nameof(end));

    public object size { get => _properties.GetOr<object>(null!); set => _properties.Set(value); }
    public bool ShouldSerializesize() => _properties.Has(nameof(size));

    public double start { get => _properties.GetOr<double>(); set => _properties.Set(value); }
    public bool ShouldSerializestart() => _properties.Has(nameof(start));
}
