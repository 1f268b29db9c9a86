using static TorchSharp.torch;

namespace TorchSharp.Tests.NN;

public sealed class InitTests
{
    [Fact]
    public void Default_weights_have_pytorchs_distributions()
    {
        manual_seed(5);
        AssertUniform(nn.Linear(100, 400).weight, 0.1);
        AssertUniform(nn.Linear(100, 4000).bias!, 0.1);
        AssertUniform(nn.Conv2d(4, 64, 5).weight, 0.1);
        AssertUniform(nn.LSTM(64, 100).get_parameter("weight_ih_l0")!, 0.1);
        AssertNormal(nn.Embedding(200, 100).weight, 1);
        AssertUniform(nn.MultiheadAttention(96, 4).get_parameter("in_proj_weight")!, Math.Sqrt(6.0 / (96 + 288)));
    }

    [Fact]
    public void Variances_follow_fan_in_and_fan_out()
    {
        manual_seed(6);
        AssertUniform(nn.init.xavier_uniform_(empty(300, 100)), Math.Sqrt(6.0 / 400));
        AssertNormal(nn.init.xavier_normal_(empty(300, 100), gain: 2), 2 * Math.Sqrt(2.0 / 400));
        AssertUniform(nn.init.kaiming_uniform_(empty(300, 100), nonlinearity: nn.init.NonlinearityType.ReLU), Math.Sqrt(6.0 / 100));
        AssertNormal(nn.init.kaiming_normal_(empty(300, 100), mode: nn.init.FanInOut.FanOut, nonlinearity: nn.init.NonlinearityType.ReLU), Math.Sqrt(2.0 / 300));
        Assert.Equal((18, 36), nn.init.CalculateFanInAndFanOut(empty(4, 2, 3, 3)));
    }

    [Fact]
    public void Truncated_normal_numbers_stay_within_their_bounds()
    {
        manual_seed(7);
        var values = nn.init.trunc_normal_(empty(200, 100), std: 0.02, a: -0.04, b: 0.04);
        Assert.True(values.abs().max().item<float>() <= 0.04f);
        Assert.Equal(0.0176, values.std().item<float>(), 5e-4); // the deviation of a normal distribution cut at two deviations, times 0.02
    }

    [Theory]
    [InlineData(5, 9)]
    [InlineData(9, 5)]
    public void Orthogonal_matrices_are_orthogonal(long rows, long columns)
    {
        var matrix = nn.init.orthogonal_(empty(rows, columns), gain: 3);
        var product = rows < columns ? matrix.matmul(matrix.t()) : matrix.t().matmul(matrix);
        Golden.AssertClose(eye(5) * 9, product, 1e-5, "product");
    }

    [Fact]
    public void Constants_fill_without_a_gradient()
    {
        var parameter = nn.Parameter(empty(2, 3));
        nn.init.constant_(parameter, 0.5);
        Assert.Equal(3, parameter.sum().item<float>());
        Assert.True(parameter.is_leaf);
        Golden.AssertClose(eye(3), nn.init.eye_(empty(3, 3)), 0, "eye");
    }

    private static void AssertUniform(Tensor values, double bound)
    {
        using var _ = no_grad();
        Assert.True(values.abs().max().item<float>() <= bound * 1.000001, $"up to {values.abs().max().item<float>()}, expected {bound}");
        Assert.Equal(bound / Math.Sqrt(3), values.std().item<float>(), bound * 0.02);
        Assert.Equal(0, values.mean().item<float>(), bound * 0.05);
    }

    private static void AssertNormal(Tensor values, double deviation)
    {
        using var _ = no_grad();
        Assert.Equal(deviation, values.std().item<float>(), deviation * 0.02);
        Assert.Equal(0, values.mean().item<float>(), deviation * 0.05);
        Assert.True(values.abs().max().item<float>() > 3 * deviation);
    }
}
