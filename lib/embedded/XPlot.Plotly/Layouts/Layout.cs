namespace XPlot.Plotly.Layout;

/// <summary>Everything about a chart that is not its data: titles, axes, legend, size, notes.</summary>
public sealed class Layout : IPlotlyObject
{
    private readonly PropertyBag _properties = new();

    PropertyBag IPlotlyObject.Properties => _properties;

    public IEnumerable<Annotation> annotations { get => _properties.Get<IEnumerable<Annotation>>(); set => _properties.Set(value); }
    public bool ShouldSerializeannotations() => _properties.Has(nameof(annotations));

    public object autosize { get => _properties.Get<object>(); set => _properties.Set(value); }
    public bool ShouldSerializeautosize() => _properties.Has(nameof(autosize));

    public double bargap { get => _properties.Get<double>(); set => _properties.Set(value); }
    public bool ShouldSerializebargap() => _properties.Has(nameof(bargap));

    public double bargroupgap { get => _properties.Get<double>(); set => _properties.Set(value); }
    public bool ShouldSerializebargroupgap() => _properties.Has(nameof(bargroupgap));

    public string barmode { get => _properties.Get<string>(); set => _properties.Set(value); }
    public bool ShouldSerializebarmode() => _properties.Has(nameof(barmode));

    public string boxmode { get => _properties.Get<string>(); set => _properties.Set(value); }
    public bool ShouldSerializeboxmode() => _properties.Has(nameof(boxmode));

    public object dragmode { get => _properties.Get<object>(); set => _properties.Set(value); }
    public bool ShouldSerializedragmode() => _properties.Has(nameof(dragmode));

    public Font font { get => _properties.Get<Font>(); set => _properties.Set(value); }
    public bool ShouldSerializefont() => _properties.Has(nameof(font));

    public double height { get => _properties.Get<double>(); set => _properties.Set(value); }
    public bool ShouldSerializeheight() => _properties.Has(nameof(height));

    public object hovermode { get => _properties.Get<object>(); set => _properties.Set(value); }
    public bool ShouldSerializehovermode() => _properties.Has(nameof(hovermode));

    public Legend legend { get => _properties.Get<Legend>(); set => _properties.Set(value); }
    public bool ShouldSerializelegend() => _properties.Has(nameof(legend));

    public Margin margin { get => _properties.Get<Margin>(); set => _properties.Set(value); }
    public bool ShouldSerializemargin() => _properties.Has(nameof(margin));

    public string paper_bgcolor { get => _properties.Get<string>(); set => _properties.Set(value); }
    public bool ShouldSerializepaper_bgcolor() => _properties.Has(nameof(paper_bgcolor));

    public string plot_bgcolor { get => _properties.Get<string>(); set => _properties.Set(value); }
    public bool ShouldSerializeplot_bgcolor() => _properties.Has(nameof(plot_bgcolor));

    public string separators { get => _properties.Get<string>(); set => _properties.Set(value); }
    public bool ShouldSerializeseparators() => _properties.Has(nameof(separators));

    public IEnumerable<Shape> shapes { get => _properties.Get<IEnumerable<Shape>>(); set => _properties.Set(value); }
    public bool ShouldSerializeshapes() => _properties.Has(nameof(shapes));

    public bool showlegend { get => _properties.Get<bool>(); set => _properties.Set(value); }
    public bool ShouldSerializeshowlegend() => _properties.Has(nameof(showlegend));

    public string title { get => _properties.Get<string>(); set => _properties.Set(value); }
    public bool ShouldSerializetitle() => _properties.Has(nameof(title));

    public Font titlefont { get => _properties.Get<Font>(); set => _properties.Set(value); }
    public bool ShouldSerializetitlefont() => _properties.Has(nameof(titlefont));

    public double width { get => _properties.Get<double>(); set => _properties.Set(value); }
    public bool ShouldSerializewidth() => _properties.Has(nameof(width));

    public Xaxis xaxis { get => _properties.Get<Xaxis>(); set => _properties.Set(value); }
    public bool ShouldSerializexaxis() => _properties.Has(nameof(xaxis));

    public Xaxis xaxis1 { get => _properties.Get<Xaxis>(); set => _properties.Set(value); }
    public bool ShouldSerializexaxis1() => _properties.Has(nameof(xaxis1));

    public Xaxis xaxis2 { get => _properties.Get<Xaxis>(); set => _properties.Set(value); }
    public bool ShouldSerializexaxis2() => _properties.Has(nameof(xaxis2));

    public Yaxis yaxis { get => _properties.Get<Yaxis>(); set => _properties.Set(value); }
    public bool ShouldSerializeyaxis() => _properties.Has(nameof(yaxis));

    public Yaxis yaxis2 { get => _properties.Get<Yaxis>(); set => _properties.Set(value); }
    public bool ShouldSerializeyaxis2() => _properties.Has(nameof(yaxis2));
}
