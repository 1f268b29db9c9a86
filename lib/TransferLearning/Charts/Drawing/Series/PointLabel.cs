namespace TransferLearning.Charts.Drawing;

/// <summary>A text that belongs to a point, in pixels.</summary>
/// <param name="Text">The text; empty when the point has none but must not be covered.</param>
/// <param name="X">The point.</param>
/// <param name="Y">The point.</param>
/// <param name="Clearance">How far from the point its marker reaches.</param>
internal readonly record struct PointLabel(string Text, double X, double Y, double Clearance);
