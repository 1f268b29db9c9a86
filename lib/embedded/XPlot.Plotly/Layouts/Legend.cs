namespace XPlot.Plotly;

/// <summary>Where the legend stands and how it looks.</summary>
public sealed class Legend : IPlotlyObject
{
    private readonly PropertyBag _properties = new();

    PropertyBag IPlotlyObject.Properties => _properties;

    public string bgcolor { get => _properties.Get<string>(); set => _properties.Set(value); }
    public bool ShouldSerializebgcolor() => _properties.Has(nameof(bgcolor));

    public string bordercolor { get => _properties.Get<string>(); set => _properties.Set(value); }
    public bool ShouldSerializebordercolor() => _properties.Has(nameof(bordercolor));

    public double borderwidth { get => _properties.Get<double>(); set => _properties.Set(value); }
    public bool ShouldSerializeborderwidth() => _properties.Has(nameof(borderwidth));

    public Font font { get => _properties.Get<Font>(); set => _properties.Set(value); }
    public bool ShouldSerializefont() => _properties.Has(nameof(font));

    public string orientation { get => _properties.Get<string>(); set => _properties.Set(value); }
    public bool ShouldSerializeorientation() => _properties.Has(nameof(orientation));

    public double tracegroupgap { get => _properties.Get<double>(); set => _properties.Set(value); }
    public bool ShouldSerializetracegroupgap() => _properties.Has(nameof(tracegroupgap));

    public string traceorder { get => _properties.Get<string>(); set => _properties.Set(value); }
    public bool ShouldSerializetraceorder() => _properties.Has(nameof(traceorder));

    public double x { get => _properties.Get<double>(); set => _properties.Set(value); }
    public bool ShouldSerializex() => _properties.Has(nameof(x));

    public object xanchor { get => _properties.Get<object>(); set => _properties.Set(value); }
    public bool ShouldSerializexanchor() => _properties.Has(nameof(xanchor));

    public double y { get => _properties.Get<double>(); set => _properties.Set(value); }
    public bool ShouldSerializey() => _properties.Has(nameof(y));

    public object yanchor { get => _properties.Get<object>(); set => _properties.Set(value); }
    public bool ShouldSerializeyanchor() => _properties.Has(nameof(yanchor));

    public string yref { get => _properties.Get<string>(); set => _properties.Set(value); }
    public bool ShouldSerializeyref() => _properties.Has(nameof(yref));
}
