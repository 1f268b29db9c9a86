namespace TransferLearning.Charts.Drawing;

/// <summary>A mark on an axis and what it says.</summary>
internal readonly record struct Tick(double Value, string Label);
