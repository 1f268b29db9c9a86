using System.Globalization;
using TorchSharp.Engine;

namespace TorchSharp;

/// <summary>The ways in which a tensor is written.</summary>
public enum TensorStringStyle
{
    Metadata = 0,
    Julia = 1,
    Numpy = 2,
    CSharp = 3,
    Default = 4,
}

public static partial class torch
{
    public const TensorStringStyle julia = TensorStringStyle.Julia;
    public const TensorStringStyle numpy = TensorStringStyle.Numpy;
    public const TensorStringStyle csharp = TensorStringStyle.CSharp;

    private static TensorStringStyle s_style = TensorStringStyle.Julia;

    public static TensorStringStyle TensorStringStyle
    {
        get => s_style;
        set => s_style = value != TensorStringStyle.Default
            ? value
            : throw new ArgumentException("The style to use by default cannot be Default itself.", nameof(value));
    }

    public static void set_printoptions(int precision, int? linewidth = null, string? newLine = null, bool sci_mode = false, int? maxRows = null, int? maxColumns = null) =>
        set_printoptions(null, (sci_mode ? "E" : "F") + precision, linewidth, newLine, maxRows, maxColumns);

    public static void set_printoptions(
        TensorStringStyle? style = null, string? floatFormat = null, int? linewidth = null, string? newLine = null, int? maxRows = null, int? maxColumns = null)
    {
        if (style is { } chosen) TensorStringStyle = chosen;
        PrintOptions.DefaultFloatFormat = floatFormat ?? PrintOptions.DefaultFloatFormat;
        PrintOptions.DefaultWidth = linewidth ?? PrintOptions.DefaultWidth;
        PrintOptions.DefaultNewLine = newLine ?? PrintOptions.DefaultNewLine;
        PrintOptions.MaxRows = maxRows ?? PrintOptions.MaxRows;
        PrintOptions.MaxColumns = maxColumns ?? PrintOptions.MaxColumns;
    }

    public partial class Tensor
    {
        /// <summary>Shape, type and device.</summary>
        public override string ToString() => IsInvalid ? "" : TensorPrinter.Metadata(this);

        public string ToString(bool disamb, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null) =>
            disamb ? ToString(TensorStringStyle.Default, fltFormat, width, cultureInfo, newLine) : ToString();

        public string ToString(TensorStringStyle style, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null)
        {
            var options = new PrintOptions(
                fltFormat ?? PrintOptions.DefaultFloatFormat, width ?? PrintOptions.DefaultWidth, cultureInfo ?? CultureInfo.CurrentCulture, newLine ?? PrintOptions.DefaultNewLine);
            return (style == TensorStringStyle.Default ? torch.TensorStringStyle : style) switch
            {
                TensorStringStyle.Metadata => TensorPrinter.Metadata(this),
                TensorStringStyle.Numpy => TensorPrinter.Numpy(this, options),
                TensorStringStyle.CSharp => TensorPrinter.CSharp(this, options),
                _ => TensorPrinter.Julia(this, options),
            };
        }
    }
}
