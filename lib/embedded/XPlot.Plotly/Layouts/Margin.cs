namespace XPlot.Plotly;

/// <summary>The space around the plotting area, in pixels.</summary>
public sealed class Margin : IPlotlyObject
{
    private readonly PropertyBag _properties = new();

    PropertyBag IPlotlyObject.Properties => _properties;

    public bool autoexpand { get => _properties.Get<bool>(); set => _properties.Set(value); }
    public bool ShouldSerializeautoexpand() => _properties.Has(nameof(autoexpand));

    public double b { get => _properties.Get<double>(); set => _properties.Set(value); }
    public bool ShouldSerializeb() => _properties.Has(nameof(b));

    public double l { get => _properties.Get<double>(); set => _properties.Set(value); }
    public bool ShouldSerializel() => _properties.Has(nameof(l));

    public double pad { get => _properties.Get<double>(); set => _properties.Set(value); }
    public bool ShouldSerializepad() => _properties.Has(nameof(pad));

    public double r { get => _properties.Get<double>(); set => _properties.Set(value); }
    public bool ShouldSerializer() => _properties.Has(nameof(r));

    public double t { get => _properties.Get<double>(); set => _properties.Set(value); }
    public bool ShouldSerializet() => _properties.Has(nameof(t));
}
