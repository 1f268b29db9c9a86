namespace XPlot.Plotly;

/// <summary>Vertical error bars.</summary>
public sealed class Error_y : IPlotlyObject
{
    private readonly PropertyBag _properties = new();

    PropertyBag IPlotlyObject.Properties => _properties;

    public object array { get => _properties.GetOr<object>(null!); set => _properties.Set(value); }
    public bool ShouldSerializearray() => _properties.Has(nameof(array));

    public object arrayminus { get => _properties.GetOr<object>(null!); set => _properties.Set(value); }
    public bool ShouldSerializearrayminus() => _properties.Has(nameof(arrayminus));

    public string color { get => _properties.GetOr(""); set => _properties.Set(value); }
    public bool ShouldSerializecolor() => _properties.Has(nameof(color));

    public bool copy_ystyle { get => _properties.GetOr<bool>(); set => _properties.Set(value); }
    public bool ShouldSerializecopy_ystyle() => _properties.Has(nameof(copy_ystyle));

    public bool copy_zstyle { get => _properties.GetOr<bool>(); set => _properties.Set(value); }
    public bool ShouldSerializecopy_zstyle() => _properties.Has(nameof(copy_zstyle));

    public bool symmetric { get => _properties.GetOr<bool>(); set => _properties.Set(value); }
    public bool ShouldSerializesymmetric() => _properties.Has(nameof(symmetric));

    public double thickness { get => _properties.GetOr<double>(); set => _properties.Set(value); }
    public bool ShouldSerializethickness() => _properties.Has(nameof(thickness));

    public object type { get => _properties.GetOr<object>(null!); set => _properties.Set(value); }
    public bool ShouldSerializetype() => _properties.Has(nameof(type));

    public double value { get => _properties.GetOr<double>(); set => _properties.Set(value); }
    public bool ShouldSerializevalue() => _properties.Has(nameof(value));

    public double valueminus { get => _properties.GetOr<double>(); set => _properties.Set(value); }
    public bool ShouldSerializevalueminus() => _properties.Has(nameof(valueminus));

    public bool visible { get => _properties.GetOr<bool>(); set => _properties.Set(value); }
    public bool ShouldSerializevisible() => _properties.Has(nameof(visible));

    public double width { get => _properties.GetOr<double>(); set => _properties.Set(value); }
    public bool ShouldSerializewidth() => _properties.Has(nameof(width));
}
