namespace TransferLearning.Charts.Drawing;

/// <summary>A trace made ready for drawing: its values are numbers, its colours are decided.</summary>
internal abstract class Series
{
    /// <summary>What the legend says.</summary>
    public string Name { get; init; } = "";

    public bool IsInLegend { get; init; } = true;

    /// <summary>Makes the axes reach what the series shows.</summary>
    public abstract void Extend(Extent x, Extent y);

    public abstract void Draw(SvgWriter svg, PlotArea area);

    /// <summary>Draws the sign that stands before the name in the legend, 18 pixels wide, its left middle at (x, y).</summary>
    public abstract void DrawKey(SvgWriter svg, double x, double y);

    /// <summary>One sentence for readers who cannot see the chart, or nothing for what only decorates another series.</summary>
    public abstract string Describe();
}
