namespace XPlot.Plotly;

/// <summary>Counts of values in bins.</summary>
public sealed class Histogram : Trace
{
    public Histogram() => type = "histogram";

    public bool autobinx { get => Properties.Get<bool>(); set => Properties.Set(value); }
    public bool ShouldSerializeautobinx() => Properties.Has(nameof(autobinx));

    public bool autobiny { get => Properties.Get<bool>(); set => Properties.Set(value); }
    public bool ShouldSerializeautobiny() => Properties.Has(nameof(autobiny));

    public double dx { get => Properties.Get<double>(); set => Properties.Set(value); }
    public bool ShouldSerializedx() => Properties.Has(nameof(dx));

    public double dy { get => Properties.Get<double>(); set => Properties.Set(value); }
    public bool ShouldSerializedy() => Properties.Has(nameof(dy));

    public Error_x error_x { get => Properties.Get<Error_x>(); set => Properties.Set(value); }
    public bool ShouldSerializeerror_x() => Properties.Has(nameof(error_x));

    public Error_y error_y { get => Properties.Get<Error_y>(); set => Properties.Set(value); }
    public bool ShouldSerializeerror_y() => Properties.Has(nameof(error_y));

    public object histfunc { get => Properties.Get<object>(); set => Properties.Set(value); }
    public bool ShouldSerializehistfunc() => Properties.Has(nameof(histfunc));

    public object histnorm { get => Properties.Get<object>(); set => Properties.Set(value); }
    public bool ShouldSerializehistnorm() => Properties.Has(nameof(histnorm));

    public string hoverinfo { get => Properties.Get<string>(); set => Properties.Set(value); }
    public bool ShouldSerializehoverinfo() => Properties.Has(nameof(hoverinfo));

    public string legendgroup { get => Properties.Get<string>(); set => Properties.Set(value); }
    public bool ShouldSerializelegendgroup() => Properties.Has(nameof(legendgroup));

    public Marker marker { get => Properties.Get<Marker>(); set => Properties.Set(value); }
    public bool ShouldSerializemarker() => Properties.Has(nameof(marker));

    public int nbinsx { get => Properties.Get<int>(); set => Properties.Set(value); }
    public bool ShouldSerializenbinsx() => Properties.Has(nameof(nbinsx));

    public int nbinsy { get => Properties.Get<int>(); set => Properties.Set(value); }
    public bool ShouldSerializenbinsy() => Properties.Has(nameof(nbinsy));

    public double opacity { get => Properties.Get<double>(); set => Properties.Set(value); }
    public bool ShouldSerializeopacity() => Properties.Has(nameof(opacity));

    public object orientation { get => Properties.Get<object>(); set => Properties.Set(value); }
    public bool ShouldSerializeorientation() => Properties.Has(nameof(orientation));

    public bool showlegend { get => Properties.Get<bool>(); set => Properties.Set(value); }
    public bool ShouldSerializeshowlegend() => Properties.Has(nameof(showlegend));

    public string text { get => Properties.Get<string>(); set => Properties.Set(value); }
    public bool ShouldSerializetext() => Properties.Has(nameof(text));

    public string type { get => Properties.Get<string>(); set => Properties.Set(value); }
    public bool ShouldSerializetype() => Properties.Has(nameof(type));

    public object visible { get => Properties.Get<object>(); set => Properties.Set(value); }
    public bool ShouldSerializevisible() => Properties.Has(nameof(visible));

    public object x { get => Properties.Get<object>(); set => Properties.Set(value); }
    public bool ShouldSerializex() => Properties.Has(nameof(x));

    public object x0 { get => Properties.Get<object>(); set => Properties.Set(value); }
    public bool ShouldSerializex0() => Properties.Has(nameof(x0));

    public string xaxis { get => Properties.Get<string>(); set => Properties.Set(value); }
    public bool ShouldSerializexaxis() => Properties.Has(nameof(xaxis));

    public Xbins xbins { get => Properties.Get<Xbins>(); set => Properties.Set(value); }
    public bool ShouldSerializexbins() => Properties.Has(nameof(xbins));

    public object y { get => Properties.Get<object>(); set => Properties.Set(value); }
    public bool ShouldSerializey() => Properties.Has(nameof(y));

    public object y0 { get => Properties.Get<object>(); set => Properties.Set(value); }
    public bool ShouldSerializey0() => Properties.Has(nameof(y0));

    public string yaxis { get => Properties.Get<string>(); set => Properties.Set(value); }
    public bool ShouldSerializeyaxis() => Properties.Has(nameof(yaxis));

    public Ybins ybins { get => Properties.Get<Ybins>(); set => Properties.Set(value); }
    public bool ShouldSerializeybins() => Properties.Has(nameof(ybins));

    public object z { get => Properties.Get<object>(); set => Properties.Set(value); }
    public bool ShouldSerializez() => Properties.Has(nameof(z));
}
