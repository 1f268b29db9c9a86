namespace XPlot.Plotly;

/// <summary>The colour scale drawn beside a heat map.</summary>
public sealed class Colorbar : IPlotlyObject
{
    private readonly PropertyBag _properties = new();

    PropertyBag IPlotlyObject.Properties => _properties;

    public string bgcolor { get => _properties.GetOr(""); set => _properties.Set(value); }
    public bool ShouldSerializebgcolor() => _properties.Has(nameof(bgcolor));

    public string bordercolor { get => _properties.GetOr(""); set => _properties.Set(value); }
    public bool ShouldSerializebordercolor() => _properties.Has(nameof(bordercolor));

    public double borderwidth { get => _properties.GetOr<double>(); set => _properties.Set(value); }
    public bool ShouldSerializeborderwidth() => _properties.Has(nameof(borderwidth));

    public object dtick { get => _properties.GetOr<object>(null!); set => _properties.Set(value); }
    public bool ShouldSerializedtick() => _properties.Has(nameof(dtick));

    public object exponentformat { get => _properties.GetOr<object>(null!); set => _properties.Set(value); }
    public bool ShouldSerializeexponentformat() => _properties.Has(nameof(exponentformat));

    public double len { get => _properties.GetOr<double>(); set => _properties.Set(value); }
    public bool ShouldSerializelen() => _properties.Has(nameof(len));

    public object lenmode { get => _properties.GetOr<object>(null!); set => _properties.Set(value); }
    public bool ShouldSerializelenmode() => _properties.Has(nameof(lenmode));

    public int nticks { get => _properties.GetOr<int>(); set => _properties.Set(value); }
    public bool ShouldSerializenticks() => _properties.Has(nameof(nticks));

    public string outlinecolor { get => _properties.GetOr(""); set => _properties.Set(value); }
    public bool ShouldSerializeoutlinecolor() => _properties.Has(nameof(outlinecolor));

    public double outlinewidth { get => _properties.GetOr<double>(); set => _properties.Set(value); }
    public bool ShouldSerializeoutlinewidth() => _properties.Has(nameof(outlinewidth));

    public object showexponent { get => _properties.GetOr<object>(null!); set => _properties.Set(value); }
    public bool ShouldSerializeshowexponent() => _properties.Has(nameof(showexponent));

    public bool showticklabels { get => _properties.GetOr<bool>(); set => _properties.Set(value); }
    public bool ShouldSerializeshowticklabels() => _properties.Has(nameof(showticklabels));

    public object showtickprefix { get => _properties.GetOr<object>(null!); set => _properties.Set(value); }
    public bool ShouldSerializeshowtickprefix() => _properties.Has(nameof(showtickprefix));

    public object showticksuffix { get => _properties.GetOr<object>(null!); set => _properties.Set(value); }
    public bool ShouldSerializeshowticksuffix() => _properties.Has(nameof(showticksuffix));

    public double thickness { get => _properties.GetOr<double>(); set => _properties.Set(value); }
    public bool ShouldSerializethickness() => _properties.Has(nameof(thickness));

    public object thicknessmode { get => _properties.GetOr<object>(null!); set => _properties.Set(value); }
    public bool ShouldSerializethicknessmode() => _properties.Has(nameof(thicknessmode));

    public double tick0 { get => _properties.GetOr<double>(); set => _properties.Set(value); }
    public bool ShouldSerializetick0() => _properties.Has(nameof(tick0));

    public double tickangle { get => _properties.GetOr<double>(); set => _properties.Set(value); }
    public bool ShouldSerializetickangle() => _properties.Has(nameof(tickangle));

    public string tickcolor { get => _properties.GetOr(""); set => _properties.Set(value); }
    public bool ShouldSerializetickcolor() => _properties.Has(nameof(tickcolor));

    public Font tickfont { get => _properties.GetOr(static () => new Font()); set => _properties.Set(value); }
    public bool ShouldSerializetickfont() => _properties.Has(nameof(tickfont));

    public string tickformat { get => _properties.GetOr(""); set => _properties.Set(value); }
    public bool ShouldSerializetickformat() => _properties.Has(nameof(tickformat));

    public double ticklen { get => _properties.GetOr<double>(); set => _properties.Set(value); }
    public bool ShouldSerializeticklen() => _properties.Has(nameof(ticklen));

    public object tickmode { get => _properties.GetOr<object>(null!); set => _properties.Set(value); }
    public bool ShouldSerializetickmode() => _properties.Has(nameof(tickmode));

    public string tickprefix { get => _properties.GetOr(""); set => _properties.Set(value); }
    public bool ShouldSerializetickprefix() => _properties.Has(nameof(tickprefix));

    public object ticks { get => _properties.GetOr<object>(null!); set => _properties.Set(value); }
    public bool ShouldSerializeticks() => _properties.Has(nameof(ticks));

    public string ticksuffix { get => _properties.GetOr(""); set => _properties.Set(value); }
    public bool ShouldSerializeticksuffix() => _properties.Has(nameof(ticksuffix));

    public object ticktext { get => _properties.GetOr<object>(null!); set => _properties.Set(value); }
    public bool ShouldSerializeticktext() => _properties.Has(nameof(ticktext));

    public object tickvals { get => _properties.GetOr<object>(null!); set => _properties.Set(value); }
    public bool ShouldSerializetickvals() => _properties.Has(nameof(tickvals));

    public double tickwidth { get => _properties.GetOr<double>(); set => _properties.Set(value); }
    public bool ShouldSerializetickwidth() => _properties.Has(nameof(tickwidth));

    public string title { get => _properties.GetOr(""); set => _properties.Set(value); }
    public bool ShouldSerializetitle() => _properties.Has(nameof(title));

    public Font titlefont { get => _properties.GetOr(static () => new Font()); set => _properties.Set(value); }
    public bool ShouldSerializetitlefont() => _properties.Has(nameof(titlefont));

    public object titleside { get => _properties.GetOr<object>(null!); set => _properties.Set(value); }
    public bool ShouldSerializetitleside() => _properties.Has(nameof(titleside));

    public double x { get => _properties.GetOr<double>(); set => _properties.Set(value); }
    public bool ShouldSerializex() => _properties.Has(nameof(x));

    public object xanchor { get => _properties.GetOr<object>(null!); set => _properties.Set(value); }
    public bool ShouldSerializexanchor() => _properties.Has(nameof(xanchor));

    public double xpad { get => _properties.GetOr<double>(); set => _properties.Set(value); }
    public bool ShouldSerializexpad() => _properties.Has(nameof(xpad));

    public double y { get => _properties.GetOr<double>(); set => _properties.Set(value); }
    public bool ShouldSerializey() => _properties.Has(nameof(y));

    public object yanchor { get => _properties.GetOr<object>(null!); set => _properties.Set(value); }
    public bool ShouldSerializeyanchor() => _properties.Has(nameof(yanchor));

    public double ypad { get => _properties.GetOr<double>(); set => _properties.Set(value); }
    public bool ShouldSerializeypad() => _properties.Has(nameof(ypad));
}
