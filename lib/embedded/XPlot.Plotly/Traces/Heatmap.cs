namespace XPlot.Plotly;

/// <summary>A matrix shown as coloured cells.</summary>
public sealed class Heatmap : Trace
{
    public Heatmap() => type = "heatmap";

    public bool autocolorscale { get => Properties.Get<bool>(); set => Properties.Set(value); }
    public bool ShouldSerializeautocolorscale() => Properties.Has(nameof(autocolorscale));

    public Colorbar colorbar { get => Properties.Get<Colorbar>(); set => Properties.Set(value); }
    public bool ShouldSerializecolorbar() => Properties.Has(nameof(colorbar));

    public object colorscale { get => Properties.Get<object>(); set => Properties.Set(value); }
    public bool ShouldSerializecolorscale() => Properties.Has(nameof(colorscale));

    public bool connectgaps { get => Properties.Get<bool>(); set => Properties.Set(value); }
    public bool ShouldSerializeconnectgaps() => Properties.Has(nameof(connectgaps));

    public double dx { get => Properties.Get<double>(); set => Properties.Set(value); }
    public bool ShouldSerializedx() => Properties.Has(nameof(dx));

    public double dy { get => Properties.Get<double>(); set => Properties.Set(value); }
    public bool ShouldSerializedy() => Properties.Has(nameof(dy));

    public string hoverinfo { get => Properties.Get<string>(); set => Properties.Set(value); }
    public bool ShouldSerializehoverinfo() => Properties.Has(nameof(hoverinfo));

    public string legendgroup { get => Properties.Get<string>(); set => Properties.Set(value); }
    public bool ShouldSerializelegendgroup() => Properties.Has(nameof(legendgroup));

    public double opacity { get => Properties.Get<double>(); set => Properties.Set(value); }
    public bool ShouldSerializeopacity() => Properties.Has(nameof(opacity));

    public bool reversescale { get => Properties.Get<bool>(); set => Properties.Set(value); }
    public bool ShouldSerializereversescale() => Properties.Has(nameof(reversescale));

    public bool showlegend { get => Properties.Get<bool>(); set => Properties.Set(value); }
    public bool ShouldSerializeshowlegend() => Properties.Has(nameof(showlegend));

    public bool showscale { get => Properties.Get<bool>(); set => Properties.Set(value); }
    public bool ShouldSerializeshowscale() => Properties.Has(nameof(showscale));

    public object text { get => Properties.Get<object>(); set => Properties.Set(value); }
    public bool ShouldSerializetext() => Properties.Has(nameof(text));

    public bool transpose { get => Properties.Get<bool>(); set => Properties.Set(value); }
    public bool ShouldSerializetranspose() => Properties.Has(nameof(transpose));

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

    public object xtype { get => Properties.Get<object>(); set => Properties.Set(value); }
    public bool ShouldSerializextype() => Properties.Has(nameof(xtype));

    public object y { get => Properties.Get<object>(); set => Properties.Set(value); }
    public bool ShouldSerializey() => Properties.Has(nameof(y));

    public object y0 { get => Properties.Get<object>(); set => Properties.Set(value); }
    public bool ShouldSerializey0() => Properties.Has(nameof(y0));

    public string yaxis { get => Properties.Get<string>(); set => Properties.Set(value); }
    public bool ShouldSerializeyaxis() => Properties.Has(nameof(yaxis));

    public object ytype { get => Properties.Get<object>(); set => Properties.Set(value); }
    public bool ShouldSerializeytype() => Properties.Has(nameof(ytype));

    public object z { get => Properties.Get<object>(); set => Properties.Set(value); }
    public bool ShouldSerializez() => Properties.Has(nameof(z));

    public bool zauto { get => Properties.Get<bool>(); set => Properties.Set(value); }
    public bool ShouldSerializezauto() => Properties.Has(nameof(zauto));

    public double zmax { get => Properties.Get<double>(); set => Properties.Set(value); }
    public bool ShouldSerializezmax() => Properties.Has(nameof(zmax));

    public double zmin { get => Properties.Get<double>(); set => Properties.Set(value); }
    public bool ShouldSerializezmin() => Properties.Has(nameof(zmin));

    public object zsmooth { get => Properties.Get<object>(); set => Properties.Set(value); }
    public bool ShouldSerializezsmooth() => Properties.Has(nameof(zsmooth));
}
