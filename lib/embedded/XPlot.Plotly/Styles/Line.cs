namespace XPlot.Plotly;

/// <summary>How a line or an outline looks.</summary>
public sealed class Line : IPlotlyObject
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

    public object colorscale { get => _properties.GetOr<object>(null!); set => _properties.Set(value); }
    public bool ShouldSerializecolorscale() => _properties.Has(nameof(colorscale));

    public string dash { get => _properties.GetOr(""); set => _properties.Set(value); }
    public bool ShouldSerializedash() => _properties.Has(nameof(dash));

    public string outliercolor { get => _properties.GetOr(""); set => _properties.Set(value); }
    public bool ShouldSerializeoutliercolor() => _properties.Has(nameof(outliercolor));

    public double outlierwidth { get => _properties.GetOr<double>(); set => _properties.Set(value); }
    public bool ShouldSerializeoutlierwidth() => _properties.Has(nameof(outlierwidth));

    public bool reversescale { get => _properties.GetOr<bool>(); set => _properties.Set(value); }
    public bool ShouldSerializereversescale() => _properties.Has(nameof(reversescale));

    public object shape { get => _properties.GetOr<object>(null!); set => _properties.Set(value); }
    public bool ShouldSerializeshape() => _properties.Has(nameof(shape));

    public double smoothing { get => _properties.GetOr<double>(); set => _properties.Set(value); }
    public bool ShouldSerializesmoothing() => _properties.Has(nameof(smoothing));

    public object width { get => _properties.GetOr<object>(null!); set => _properties.Set(value); }
    public bool ShouldSerializewidth() => _properties.Has(nameof(width));
}
