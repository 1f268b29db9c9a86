namespace XPlot.Plotly;

/// <summary>A text, with or without an arrow, placed on a chart.</summary>
public sealed class Annotation : IPlotlyObject
{
    private readonly PropertyBag _properties = new();

    PropertyBag IPlotlyObject.Properties => _properties;

    public object align { get => _properties.Get<object>(); set => _properties.Set(value); }
    public bool ShouldSerializealign() => _properties.Has(nameof(align));

    public string arrowcolor { get => _properties.Get<string>(); set => _properties.Set(value); }
    public bool ShouldSerializearrowcolor() => _properties.Has(nameof(arrowcolor));

    public int arrowhead { get => _properties.Get<int>(); set => _properties.Set(value); }
    public bool ShouldSerializearrowhead() => _properties.Has(nameof(arrowhead));

    public double arrowsize { get => _properties.Get<double>(); set => _properties.Set(value); }
    public bool ShouldSerializearrowsize() => _properties.Has(nameof(arrowsize));

    public double arrowwidth { get => _properties.Get<double>(); set => _properties.Set(value); }
    public bool ShouldSerializearrowwidth() => _properties.Has(nameof(arrowwidth));

    public double ax { get => _properties.Get<double>(); set => _properties.Set(value); }
    public bool ShouldSerializeax() => _properties.Has(nameof(ax));

    public object axref { get => _properties.Get<object>(); set => _properties.Set(value); }
    public bool ShouldSerializeaxref() => _properties.Has(nameof(axref));

    public double ay { get => _properties.Get<double>(); set => _properties.Set(value); }
    public bool ShouldSerializeay() => _properties.Has(nameof(ay));

    public object ayref { get => _properties.Get<object>(); set => _properties.Set(value); }
    public bool ShouldSerializeayref() => _properties.Has(nameof(ayref));

    public string bgcolor { get => _properties.Get<string>(); set => _properties.Set(value); }
    public bool ShouldSerializebgcolor() => _properties.Has(nameof(bgcolor));

    public string bordercolor { get => _properties.Get<string>(); set => _properties.Set(value); }
    public bool ShouldSerializebordercolor() => _properties.Has(nameof(bordercolor));

    public double borderpad { get => _properties.Get<double>(); set => _properties.Set(value); }
    public bool ShouldSerializeborderpad() => _properties.Has(nameof(borderpad));

    public double borderwidth { get => _properties.Get<double>(); set => _properties.Set(value); }
    public bool ShouldSerializeborderwidth() => _properties.Has(nameof(borderwidth));

    public Font font { get => _properties.Get<Font>(); set => _properties.Set(value); }
    public bool ShouldSerializefont() => _properties.Has(nameof(font));

    public double opacity { get => _properties.Get<double>(); set => _properties.Set(value); }
    public bool ShouldSerializeopacity() => _properties.Has(nameof(opacity));

    public bool showarrow { get => _properties.Get<bool>(); set => _properties.Set(value); }
    public bool ShouldSerializeshowarrow() => _properties.Has(nameof(showarrow));

    public string text { get => _properties.Get<string>(); set => _properties.Set(value); }
    public bool ShouldSerializetext() => _properties.Has(nameof(text));

    public double textangle { get => _properties.Get<double>(); set => _properties.Set(value); }
    public bool ShouldSerializetextangle() => _properties.Has(nameof(textangle));

    public object x { get => _properties.Get<object>(); set => _properties.Set(value); }
    public bool ShouldSerializex() => _properties.Has(nameof(x));

    public object xanchor { get => _properties.Get<object>(); set => _properties.Set(value); }
    public bool ShouldSerializexanchor() => _properties.Has(nameof(xanchor));

    public object xref { get => _properties.Get<object>(); set => _properties.Set(value); }
    public bool ShouldSerializexref() => _properties.Has(nameof(xref));

    public object y { get => _properties.Get<object>(); set => _properties.Set(value); }
    public bool ShouldSerializey() => _properties.Has(nameof(y));

    public object yanchor { get => _properties.Get<object>(); set => _properties.Set(value); }
    public bool ShouldSerializeyanchor() => _properties.Has(nameof(yanchor));

    public object yref { get => _properties.Get<object>(); set => _properties.Set(value); }
    public bool ShouldSerializeyref() => _properties.Has(nameof(yref));
}
