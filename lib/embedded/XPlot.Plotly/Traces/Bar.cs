namespace XPlot.Plotly;

/// <summary>Vertical or horizontal bars.</summary>
public sealed class Bar : Trace
{
    public Bar() => type = "bar";

    public double dx { get => Properties.Get<double>(); set => Properties.Set(value); }
    public bool ShouldSerializedx() => Properties.Has(nameof(dx));

    public double dy { get => Properties.Get<double>(); set => Properties.Set(value); }
    public bool ShouldSerializedy() => Properties.Has(nameof(dy));

    public Error_x error_x { get => Properties.Get<Error_x>(); set => Properties.Set(value); }
    public bool ShouldSerializeerror_x() => Properties.Has(nameof(error_x));

    public Error_y error_y { get => Properties.Get<Error_y>(); set => Properties.Set(value); }
    public bool ShouldSerializeerror_y() => Properties.Has(nameof(error_y));

    public string hoverinfo { get => Properties.Get<string>(); set => Properties.Set(value); }
    public bool ShouldSerializehoverinfo() => Properties.Has(nameof(hoverinfo));

    public string legendgroup { get => Properties.Get<string>(); set => Properties.Set(value); }
    public bool ShouldSerializelegendgroup() => Properties.Has(nameof(legendgroup));

    public Marker marker { get => Properties.Get<Marker>(); set => Properties.Set(value); }
    public bool ShouldSerializemarker() => Properties.Has(nameof(marker));

    public double opacity { get => Properties.Get<double>(); set => Properties.Set(value); }
    public bool ShouldSerializeopacity() => Properties.Has(nameof(opacity));

    public object orientation { get => Properties.Get<object>(); set => Properties.Set(value); }
    public bool ShouldSerializeorientation() => Properties.Has(nameof(orientation));

    public bool showlegend { get => Properties.Get<bool>(); set => Properties.Set(value); }
    public bool ShouldSerializeshowlegend() => Properties.Has(nameof(showlegend));

    public object text { get => Properties.Get<object>(); set => Properties.Set(value); }
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

    public object y { get => Properties.Get<object>(); set => Properties.Set(value); }
    public bool ShouldSerializey() => Properties.Has(nameof(y));

    public object y0 { get => Properties.Get<object>(); set => Properties.Set(value); }
    public bool ShouldSerializey0() => Properties.Has(nameof(y0));

    public string yaxis { get => Properties.Get<string>(); set => Properties.Set(value); }
    public bool ShouldSerializeyaxis() => Properties.Has(nameof(yaxis));
}
