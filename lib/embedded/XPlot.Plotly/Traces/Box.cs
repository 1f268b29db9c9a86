namespace XPlot.Plotly;

/// <summary>Quartiles, median and outliers of a sample.</summary>
public sealed class Box : Trace
{
    public Box() => type = "box";

    public object boxmean { get => Properties.Get<object>(); set => Properties.Set(value); }
    public bool ShouldSerializeboxmean() => Properties.Has(nameof(boxmean));

    public object boxpoints { get => Properties.Get<object>(); set => Properties.Set(value); }
    public bool ShouldSerializeboxpoints() => Properties.Has(nameof(boxpoints));

    public string fillcolor { get => Properties.Get<string>(); set => Properties.Set(value); }
    public bool ShouldSerializefillcolor() => Properties.Has(nameof(fillcolor));

    public string hoverinfo { get => Properties.Get<string>(); set => Properties.Set(value); }
    public bool ShouldSerializehoverinfo() => Properties.Has(nameof(hoverinfo));

    public double jitter { get => Properties.Get<double>(); set => Properties.Set(value); }
    public bool ShouldSerializejitter() => Properties.Has(nameof(jitter));

    public string legendgroup { get => Properties.Get<string>(); set => Properties.Set(value); }
    public bool ShouldSerializelegendgroup() => Properties.Has(nameof(legendgroup));

    public Line line { get => Properties.Get<Line>(); set => Properties.Set(value); }
    public bool ShouldSerializeline() => Properties.Has(nameof(line));

    public Marker marker { get => Properties.Get<Marker>(); set => Properties.Set(value); }
    public bool ShouldSerializemarker() => Properties.Has(nameof(marker));

    public double opacity { get => Properties.Get<double>(); set => Properties.Set(value); }
    public bool ShouldSerializeopacity() => Properties.Has(nameof(opacity));

    public object orientation { get => Properties.Get<object>(); set => Properties.Set(value); }
    public bool ShouldSerializeorientation() => Properties.Has(nameof(orientation));

    public double pointpos { get => Properties.Get<double>(); set => Properties.Set(value); }
    public bool ShouldSerializepointpos() => Properties.Has(nameof(pointpos));

    public bool showlegend { get => Properties.Get<bool>(); set => Properties.Set(value); }
    public bool ShouldSerializeshowlegend() => Properties.Has(nameof(showlegend));

    public string type { get => Properties.Get<string>(); set => Properties.Set(value); }
    public bool ShouldSerializetype() => Properties.Has(nameof(type));

    public object visible { get => Properties.Get<object>(); set => Properties.Set(value); }
    public bool ShouldSerializevisible() => Properties.Has(nameof(visible));

    public double whiskerwidth { get => Properties.Get<double>(); set => Properties.Set(value); }
    public bool ShouldSerializewhiskerwidth() => Properties.Has(nameof(whiskerwidth));

    public object x { get => Properties.Get<object>(); set => Properties.Set(value); }
    public bool ShouldSerializex() => Properties.Has(nameof(x));

    public object x0 { get => Properties.Get<object>(); set => Properties.Set(value); }
    public bool ShouldSerializex0() => Properties.Has(nameof(x0));

    public string xaxis { get => Properties.Get<string>(); set => Properties.Set(value); }
    public bool ShouldSerializexaxis() => Properties.Has(nameof(xaxis));

    public object y { get => Properties.Get<object>(); set => Properties.Set(value); }
    public bool ShouldSerializey() => Properties.Has(nameof(y));

    public object y0 { get => Properties.Get<object>(); set => Properties.Set(value); }
    public bool ShouldSerializey0() => Properties.Has(nameof(y0));

    public string yaxis { get => Properties.Get<string>(); set => Properties.Set(value); }
    public bool ShouldSerializeyaxis() => Properties.Has(nameof(yaxis));
}
