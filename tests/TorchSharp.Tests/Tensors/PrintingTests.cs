using System.Globalization;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Tensors;

/// <summary>What TorchSharp's own tests expect of a printed tensor (their values, our words).</summary>
public sealed class PrintingTests
{
    private static readonly CultureInfo s_culture = CultureInfo.InvariantCulture;
    private static readonly float[] s_values = [0.0f, 3.141f, 6.2834f, 3.14152f, 6.28e-06f, -13.141529f, 0.01f, 4713.14f];

    [Fact]
    public void ToString_gives_shape_type_and_device() =>
        Assert.Equal("[2x3], type = Float32, device = cpu", zeros(2, 3).ToString());

    [Fact]
    public void Julia_style_aligns_columns()
    {
        var text = tensor(s_values, 2, 4).jlstr(cultureInfo: s_culture, newLine: "\n");
        Assert.Equal("[2x4], type = Float32, device = cpu\n        0   3.141 6.2834 3.1415\n 6.28e-06 -13.142   0.01 4713.1\n", text);
    }

    [Fact]
    public void Julia_style_heads_each_matrix_with_its_indices()
    {
        var text = tensor([.. s_values, 0.01f, 0, 0, 0, 0, 0, 0, 0], 2, 2, 4).jlstr("0.0000000", cultureInfo: s_culture, newLine: "\n");
        Assert.Equal(
            "[2x2x4], type = Float32, device = cpu\n[0,..,..] =\n 0.0000000   3.1410000 6.2834000    3.1415200\n 0.0000063 -13.1415300 0.0100000 4713.1400000\n\n" +
            "[1,..,..] =\n 0.0100000 0.0000000 0.0000000 0.0000000\n 0.0000000 0.0000000 0.0000000 0.0000000\n",
            text);
    }

    [Fact]
    public void Numpy_style_nests_brackets_and_shortens_long_rows()
    {
        Assert.Equal("[[1, 1, 1]\n [1, 1, 1]]", ones(2, 3).npstr(cultureInfo: s_culture, newLine: "\n"));
        Assert.Equal("[0, 1, 2 ... 7, 8, 9]", arange(10).npstr(cultureInfo: s_culture, newLine: "\n"));
    }

    [Fact]
    public void Scalars_stand_on_one_line()
    {
        Assert.Equal("[], type = Float32, device = cpu, value = 3.14", tensor(3.14f).jlstr(cultureInfo: s_culture));
        Assert.Equal("3.1406", tensor(3.14f).to_type(ScalarType.BFloat16).npstr(cultureInfo: s_culture));
    }

    [Fact]
    public void CSharp_style_is_an_array()
    {
        var text = zeros(4).cstr(cultureInfo: s_culture);
        Assert.Equal("[4], type = Float32, device = cpu, value = float [] {0f, 0f, 0f, 0f}", text);
    }
}
