namespace XPlot.Plotly;

/// <summary>The horizontal axis.</summary>
public sealed class Xaxis : IPlotlyObject
{
    private readonly PropertyBag _properties = new();

    public Xaxis() => _isSubplotObj = true;

    PropertyBag IPlotlyObject.Properties => _properties;

    public bool _isSubplotObj { get => _properties.Get<bool>(); set => _properties.Set(value); }
    public bool ShouldSerialize_isSubplotObj() => _properties.Has(nameof(_isSubplotObj));

    public object anchor { get => _properties.Get<object>(); set => _properties.Set(value); }
    public bool ShouldSerializeanchor() => _properties.Has(nameof(anchor));

    public object autorange { get => _properties.Get<object>(); set => _properties.Set(value); }
    public bool ShouldSerializeautorange() => _properties.Has(nameof(autorange));

    public bool autotick { get => _properties.Get<bool>(); set => _properties.Set(value); }
    public bool ShouldSerializeautotick() => _properties.Has(nameof(autotick));

    public string backgroundcolor { get => _properties.Get<string>(); set => _properties.Set(value); }
    public bool ShouldSerializebackgroundcolor() => _properties.Has(nameof(backgroundcolor));

    public object domain { get => _properties.Get<object>(); set => _properties.Set(value); }
    public bool ShouldSerializedomain() => _properties.Has(nameof(domain));

    public object dtick { get => _properties.Get<object>(); set => _properties.Set(value); }
    public bool ShouldSerializedtick() => _properties.Has(nameof(dtick));

    public object exponentformat { get => _properties.Get<object>(); set => _properties.Set(value); }
    public bool ShouldSerializeexponentformat() => _properties.Has(nameof(exponentformat));

    public bool fixedrange { get => _properties.Get<bool>(); set => _properties.Set(value); }
    public bool ShouldSerializefixedrange() => _properties.Has(nameof(fixedrange));

    public string gridcolor { get => _properties.Get<string>(); set => _properties.Set(value); }
    public bool ShouldSerializegridcolor() => _properties.Has(nameof(gridcolor));

    public double gridwidth { get => _properties.Get<double>(); set => _properties.Set(value); }
    public bool ShouldSerializegridwidth() => _properties.Has(nameof(gridwidth));

    public string hoverformat { get => _properties.Get<string>(); set => _properties.Set(value); }
    public bool ShouldSerializehoverformat() => _properties.Has(nameof(hoverformat));

    public string linecolor { get => _properties.Get<string>(); set => _properties.Set(value); }
    public bool ShouldSerializelinecolor() => _properties.Has(nameof(linecolor));

    public double linewidth { get => _properties.Get<double>(); set => _properties.Set(value); }
    public bool ShouldSerializelinewidth() => _properties.Has(nameof(linewidth));

    public object mirror { get => _properties.Get<object>(); set => _properties.Set(value); }
    public bool ShouldSerializemirror() => _properties.Has(nameof(mirror));

    public int nticks { get => _properties.Get<int>(); set => _properties.Set(value); }
    public bool ShouldSerializenticks() => _properties.Has(nameof(nticks));

    public object overlaying { get => _properties.Get<object>(); set => _properties.Set(value); }
    public bool ShouldSerializeoverlaying() => _properties.Has(nameof(overlaying));

    public double position { get => _properties.Get<double>(); set => _properties.Set(value); }
    public bool ShouldSerializeposition() => _properties.Has(nameof(position));

    public object range { get => _properties.Get<object>(); set => _properties.Set(value); }
    public bool ShouldSerializerange() => _properties.Has(nameof(range));

    public object rangemode { get => _properties.Get<object>(); set => _properties.Set(value); }
    public bool ShouldSerializerangemode() => _properties.Has(nameof(rangemode));

    public bool showaxeslabels { get => _properties.Get<bool>(); set => _properties.Set(value); }
    public bool ShouldSerializeshowaxeslabels() => _properties.Has(nameof(showaxeslabels));

    public bool showbackground { get => _properties.Get<bool>(); set => _properties.Set(value); }
    public bool ShouldSerializeshowbackground() => _properties.Has(nameof(showbackground));

    public object showexponent { get => _properties.Get<object>(); set => _properties.Set(value); }
    public bool ShouldSerializeshowexponent() => _properties.Has(nameof(showexponent));

    public bool showgrid { get => _properties.Get<bool>(); set => _properties.Set(value); }
    public bool ShouldSerializeshowgrid() => _properties.Has(nameof(showgrid));

    public bool showline { get => _properties.Get<bool>(); set => _properties.Set(value); }
    public bool ShouldSerializeshowline() => _properties.Has(nameof(showline));

    public bool showspikes { get => _properties.Get<bool>(); set => _properties.Set(value); }
    public bool ShouldSerializeshowspikes() => _properties.Has(nameof(showspikes));

    public bool showticklabels { get => _properties.Get<bool>(); set => _properties.Set(value); }
    public bool ShouldSerializeshowticklabels() => _properties.Has(nameof(showticklabels));

    public object showtickprefix { get => _properties.Get<object>(); set => _properties.Set(value); }
    public bool ShouldSerializeshowtickprefix() => _properties.Has(nameof(showtickprefix));

    public object showticksuffix { get => _properties.Get<object>(); set => _properties.Set(value); }
    public bool ShouldSerializeshowticksuffix() => _properties.Has(nameof(showticksuffix));

    public object side { get => _properties.Get<object>(); set => _properties.Set(value); }
    public bool ShouldSerializeside() => _properties.Has(nameof(side));

    public string spikecolor { get => _properties.Get<string>(); set => _properties.Set(value); }
    public bool ShouldSerializespikecolor() => _properties.Has(nameof(spikecolor));

    public bool spikesides { get => _properties.Get<bool>(); set => _properties.Set(value); }
    public bool ShouldSerializespikesides() => _properties.Has(nameof(spikesides));

    public double spikethickness { get => _properties.Get<double>(); set => _properties.Set(value); }
    public bool ShouldSerializespikethickness() => _properties.Has(nameof(spikethickness));

    public double tick0 { get => _properties.Get<double>(); set => _properties.Set(value); }
    public bool ShouldSerializetick0() => _properties.Has(nameof(tick0));

    public double tickangle { get => _properties.Get<double>(); set => _properties.Set(value); }
    public bool ShouldSerializetickangle() => _properties.Has(nameof(tickangle));

    public string tickcolor { get => _properties.Get<string>(); set => _properties.Set(value); }
    public bool ShouldSerializetickcolor() => _properties.Has(nameof(tickcolor));

    public Font tickfont { get => _properties.Get<Font>(); set => _properties.Set(value); }
    public bool ShouldSerializetickfont() => _properties.Has(nameof(tickfont));

    public string tickformat { get => _properties.Get<string>(); set => _properties.Set(value); }
    public bool ShouldSerializetickformat() => _properties.Has(nameof(tickformat));

    public double ticklen { get => _properties.Get<double>(); set => _properties.Set(value); }
    public bool ShouldSerializeticklen() => _properties.Has(nameof(ticklen));

    public object tickmode { get => _properties.Get<object>(); set => _properties.Set(value); }
    public bool ShouldSerializetickmode() => _properties.Has(nameof(tickmode));

    public string tickprefix { get => _properties.Get<string>(); set => _properties.Set(value); }
    public bool ShouldSerializetickprefix() => _properties.Has(nameof(tickprefix));

    public object ticks { get => _properties.Get<object>(); set => _properties.Set(value); }
    public bool ShouldSerializeticks() => _properties.Has(nameof(ticks));

    public string ticksuffix { get => _properties.Get<string>(); set => _properties.Set(value); }
    public bool ShouldSerializeticksuffix() => _properties.Has(nameof(ticksuffix));

    public object ticktext { get => _properties.Get<object>(); set => _properties.Set(value); }
    public bool ShouldSerializeticktext() => _properties.Has(nameof(ticktext));

    public object tickvals { get => _properties.Get<object>(); set => _properties.Set(value); }
    public bool ShouldSerializetickvals() => _properties.Has(nameof(tickvals));

    public double tickwidth { get => _properties.Get<double>(); set => _properties.Set(value); }
    public bool ShouldSerializetickwidth() => _properties.Has(nameof(tickwidth));

    public string title { get => _properties.Get<string>(); set => _properties.Set(value); }
    public bool ShouldSerializetitle() => _properties.Has(nameof(title));

    public Font titlefont { get => _properties.Get<Font>(); set => _properties.Set(value); }
    public bool ShouldSerializetitlefont() => _properties.Has(nameof(titlefont));

    public object type { get => _properties.Get<object>(); set => _properties.Set(value); }
    public bool ShouldSerializetype() => _properties.Has(nameof(type));

    public bool zeroline { get => _properties.Get<bool>(); set => _properties.Set(value); }
    public bool ShouldSerializezeroline() => _properties.Has(nameof(zeroline));

    public string zerolinecolor { get => _properties.Get<string>(); set => _properties.Set(value); }
    public bool ShouldSerializezerolinecolor() => _properties.Has(nameof(zerolinecolor));

    public double zerolinewidth { get => _properties.Get<double>(); set => _properties.Set(value); }
    public bool ShouldSerializezerolinewidth() => _properties.Has(nameof(zerolinewidth));
}
