namespace XPlot.Plotly;

/// <summary>An object of plotly.js: a set of named attributes, of which only those that were set are written.</summary>
internal interface IPlotlyObject
{
    PropertyBag Properties { get; }
}
