namespace XPlot.Plotly;

/// <summary>What every trace has: a name for the legend.</summary>
public class Trace : IPlotlyObject
{
    private readonly PropertyBag _properties = new();

    PropertyBag IPlotlyObject.Properties => _properties;

    private protected PropertyBag Properties => _properties;

    public string name { get => _properties.GetOr(""); set => _properties.Set(value); }
    public bool ShouldSerializename() => _properties.Has(nameof(name));
}
