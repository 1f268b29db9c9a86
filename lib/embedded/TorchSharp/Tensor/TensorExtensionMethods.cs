using System.Globalization;
using TorchSharp.Engine;

namespace TorchSharp;

/// <summary>Tensors as text and as .NET numbers.</summary>
public static partial class TensorExtensionMethods
{
    public static string str(
        this torch.Tensor tensor, string? fltFormat = null, int? width = null, string? newLine = null, CultureInfo? cultureInfo = null, TensorStringStyle style = TensorStringStyle.Default) =>
        tensor.ToString(style, fltFormat, width, cultureInfo, newLine);

    public static string jlstr(this torch.Tensor tensor, string? fltFormat = null, int? width = null, string? newLine = null, CultureInfo? cultureInfo = null) =>
        tensor.ToString(TensorStringStyle.Julia, fltFormat, width, cultureInfo, newLine);

    public static string metastr(this torch.Tensor tensor) => tensor.ToString(TensorStringStyle.Metadata);

    public static string npstr(this torch.Tensor tensor, string? fltFormat = "g5", int? width = 100, string? newLine = null, CultureInfo? cultureInfo = null) =>
        tensor.ToString(TensorStringStyle.Numpy, fltFormat, width, cultureInfo, newLine);

    public static string cstr(this torch.Tensor tensor, string? fltFormat = "g5", int? width = 100, string? newLine = null, CultureInfo? cultureInfo = null) =>
        tensor.ToString(TensorStringStyle.CSharp, fltFormat, width, cultureInfo, newLine);

    /// <summary>Writes the tensor to the console and returns it.</summary>
    public static torch.Tensor print(
        this torch.Tensor t, string? fltFormat = "g5", int? width = 100, string? newLine = null, CultureInfo? cultureInfo = null, TensorStringStyle style = TensorStringStyle.Default)
    {
        Console.WriteLine(t.ToString(style, fltFormat, width, cultureInfo, newLine));
        return t;
    }

    public static ReadOnlySpan<int> IntShape(this torch.Tensor tensor) => Array.ConvertAll(tensor.Sizes, size => checked((int)size));

    public static int ElementSize(this torch.ScalarType type) => type.Size();

    public static long TotalSize(this IEnumerable<long> shape) => Shapes.Count([.. shape]);

    /// <summary>A tensor without dimensions.</summary>
    public static torch.Tensor ToTensor<T>(this T scalar, torch.Device? device = null, bool requires_grad = false) where T : struct =>
        Factories.FromArray(new[] { scalar }, null, device, false).reshape().requires_grad_(requires_grad);

    public static torch.Tensor ToTensor<T>(this T[] rawArray, long[] dimensions, bool doCopy = false, bool requires_grad = false) =>
        Factories.FromArray(rawArray, null, null, false).reshape(dimensions).requires_grad_(requires_grad);

    public static bool ToBoolean(this torch.Tensor value) => One(value).Double != 0;

    public static byte ToByte(this torch.Tensor value) => (byte)One(value).Int64;

    public static sbyte ToSByte(this torch.Tensor value) => (sbyte)One(value).Int64;

    public static short ToInt16(this torch.Tensor value) => (short)One(value).Int64;

    public static int ToInt32(this torch.Tensor value) => (int)One(value).Int64;

    public static long ToInt64(this torch.Tensor value) => One(value).Int64;

    public static float ToSingle(this torch.Tensor value) => (float)One(value).Double;

    public static double ToDouble(this torch.Tensor value) => One(value).Double;

    public static Half ToHalf(this torch.Tensor value) => (Half)One(value).Double;

    public static BFloat16 ToBFloat16(this torch.Tensor value) => new((float)One(value).Double);

    private static Number One(torch.Tensor tensor) => tensor.numel() == 1
        ? tensor.First()
        : throw new ArgumentException($"The tensor must have exactly one element, its shape is {Shapes.Text(tensor.Sizes)}.", nameof(tensor));
}
