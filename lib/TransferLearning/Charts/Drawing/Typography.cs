namespace TransferLearning.Charts.Drawing;

/// <summary>The sizes of a chart's texts, in pixels.</summary>
internal static class Typography
{
    public const string Family = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif";
    public const double Title = 15;
    public const double AxisTitle = 12.5;
    public const double Tick = 11.5;
    public const double Legend = 12;
}
