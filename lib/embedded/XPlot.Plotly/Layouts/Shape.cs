namespace XPlot.Plotly;

/// <summary>A line, rectangle, circle or path drawn on a chart.</summary>
public sealed class Shape : IPlotlyObject
{
    private readonly PropertyBag _properties = new();

    PropertyBag IPlotlyObject.Properties => _properties;

    public string fillcolor { get => _properties.Get<string>(); set => _properties.Set(value); }
    public bool ShouldSerializefillcolor() => _properties.Has(nameof(fillcolor));

    public Line line { get => _properties.Get<Line>(); set => _properties.Set(value); }
    public bool ShouldSerializeline() => _properties.Has(nameof(line));

    public double opacity { get => _properties.Get<double>(); set => _properties.Set(value); }
    public bool ShouldSerializeopacity() => _properties.Has(nameof(opacity));

    public string path { get => _properties.Get<string>(); set => _properties.Set(value); }
    public bool ShouldSerializepath() => _properties.Has(nameof(path));

    public object type { get => _properties.Get<object>(); set => _properties.Set(value); }
    public bool ShouldSerializetype() => _properties.Has(nameof(type));

    public object x0 { get => _properties.Get<object>(); set => _properties.Set(value); }
    public bool ShouldSerializex0() => _properties.Has(nameof(x0));

    public object x1 { get => _properties.Get<object>(); set => _properties.Set(value); }
    public bool ShouldSerializex1() => _properties.Has(nameof(x1));

    public object xref { get => _properties.Get<object>(); set => _properties.Set(value); }
    public bool ShouldSerializexref() => _properties.Has(nameof(xref));

    public object y0 { get => _properties.Get<object>(); set => _properties.Set(value); }
    public bool ShouldSerializey0() => _properties.Has(nameof(y0));

    public object y1 { get => _properties.Get<object>(); set => _properties.Set(value); }
    public bool ShouldSerializey1() => _properties.Has(nameof(y1));

    public object yref { get => _properties.Get<object>(); set => _properties.Set(value); }
    public bool ShouldSerializeyref() => _properties.Has(nameof(yref));
}
