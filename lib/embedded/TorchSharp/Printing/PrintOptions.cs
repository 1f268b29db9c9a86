using System.Globalization;

namespace TorchSharp.Engine;

/// <summary>How a tensor is written as text.</summary>
internal sealed record PrintOptions(string FloatFormat, int Width, CultureInfo Culture, string NewLine)
{
    internal static string DefaultFloatFormat { get; set; } = "g5";

    internal static int DefaultWidth { get; set; } = 100;

    internal static string DefaultNewLine { get; set; } = Environment.NewLine;

    /// <summary>Longer rows are shortened to their first and last halves; Numpy style.</summary>
    internal static int MaxColumns { get; set; } = 6;

    internal static int MaxRows { get; set; } = 6;
}
