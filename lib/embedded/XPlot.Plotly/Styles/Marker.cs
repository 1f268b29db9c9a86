namespace XPlot.Plotly;

/// <summary>How the points or bars of a trace look.</summary>
public sealed class Marker : IPlotlyObject
{
    private readonly PropertyBag _properties = new();

    PropertyBag IPlotlyObject.Properties => _properties;

    public bool autocolorscale { get => _properties.GetOr<bool>(); set => _properties.Set(value); }
    public bool ShouldSerializeautocolorscale() => _properties.Has(nameof(autocolorscale));

    public bool cauto { get => _properties.GetOr<bool>(); set => _properties.Set(value); }
    public bool ShouldSerializecauto() => _properties.Has(nameof(cauto));

    public double cmax { get => _properties.GetOr<double>(); set => _properties.Set(value); }
    public bool ShouldSerializecmax() => _properties.Has(nameof(cmax));

    public double cmin { get => _properties.GetOr<double>(); set => _properties.Set(value); }
    public bool ShouldSerializecmin() => _properties.Has(nameof(cmin));

    public object color { get => _properties.GetOr<object>(null!); set => _properties.Set(value); }
    public bool ShouldSerializecolor() => _properties.Has(nameof(color));

    public Colorbar colorbar { get => _properties.GetOr(static () => new Colorbar()); set => _properties.Set(value); }
    public bool ShouldSerializecolorbar() => _properties.Has(nameof(colorbar));

    public object colors { get => _properties.GetOr<object>(null!); set => _properties.Set(value); }
    public bool ShouldSerializecolors() => _properties.Has(nameof(colors));

    public object colorscale { get => _properties.GetOr<object>(null!); set => _properties.Set(value); }
    public bool ShouldSerializecolorscale() => _properties.Has(nameof(colorscale));

    public Line line { get => _properties.GetOr(static () => new Line()); set => _properties.Set(value); }
    public bool ShouldSerializeline() => _properties.Has(nameof(line));

    public int maxdisplayed { get => _properties.GetOr<int>(); set => _properties.Set(value); }
    public bool ShouldSerializemaxdisplayed() => _properties.Has(nameof(maxdisplayed));

    public object opacity { get => _properties.GetOr<object>(null!); set => _properties.Set(value); }
    public bool ShouldSerializeopacity() => _properties.Has(nameof(opacity));

    public string outliercolor { get => _properties.GetOr(""); set => _properties.Set(value); }
    public bool ShouldSerializeoutliercolor() => _properties.Has(nameof(outliercolor));

    public bool reversescale { get => _properties.GetOr<bool>(); set => _properties.Set(value); }
    public bool ShouldSerializereversescale() => _properties.Has(nameof(reversescale));

    public bool showscale { get => _properties.GetOr<bool>(); set => _properties.Set(value); }
    public bool ShouldSerializeshowscale() => _properties.Has(nameof(showscale));

    public object size { get => _properties.GetOr<object>(null!); set => _properties.Set(value); }
    public bool ShouldSerializesize() => _properties.Has(nameof(size));

    public double sizemin { get => _properties.GetOr<double>(); set => _properties.Set(value); }
    public bool ShouldSerializesizemin() => _properties.Has(nameof(sizemin));

    public object sizemode { get => _properties.GetOr<object>(null!); set => _properties.Set(value); }
    public bool ShouldSerializesizemode() => _properties.Has(nameof(sizemode));

    public double sizeref { get => _properties.GetOr<double>(); set => _properties.Set(value); }
    public bool ShouldSerializesizeref() => _properties.Has(nameof(sizeref));

    public object symbol { get => _properties.GetOr<object>(null!); set => _properties.Set(value); }
    public bool ShouldSerializesymbol() => _properties.Has(nameof(symbol));
}
