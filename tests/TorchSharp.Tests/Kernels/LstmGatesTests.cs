using TorchSharp.Kernels;
using static TorchSharp.Tests.Kernels.KernelSettings;

namespace TorchSharp.Tests.Kernels;

[Collection(Name)]
public sealed unsafe class LstmGatesTests
{
    [Theory]
    [InlineData(0, 4)]
    [InlineData(1, 1)]
    [InlineData(3, 15)]
    [InlineData(5, 33)]
    [InlineData(40, 128)]
    public void Gates_and_their_gradients_match_their_reference(int batch, int hidden) => AtEveryLevel(level =>
    {
        int gateStride = (4 * hidden) + 2, stride = hidden + 1;
        float[] gates = Numbers.Random(batch * gateStride, 1, 3), expectedGates = [.. gates], previous = Numbers.Random(batch * hidden, 2), dh = Numbers.Random(batch * stride, 3);
        float[] c = new float[batch * hidden], expectedC = new float[batch * hidden], h = new float[batch * stride], expectedH = new float[batch * stride];
        float[] dc = Numbers.Random(batch * hidden, 4), expectedDc = [.. dc], dgates = new float[batch * gateStride], expectedDgates = new float[batch * gateStride];
        fixed (float* pg = gates, peg = expectedGates, pp = previous, pc = c, pec = expectedC, ph = h, peh = expectedH, pdh = dh, pdc = dc, pedc = expectedDc, pdg = dgates, pedg = expectedDgates)
        {
            LstmGatesReference.Forward(peg, gateStride, pp, pec, peh, stride, batch, hidden);
            LstmGates.Forward(pg, gateStride, pp, pc, ph, stride, batch, hidden);
            LstmGatesReference.Backward(peg, gateStride, pp, pec, pdh, stride, pedc, pedg, gateStride, batch, hidden);
            LstmGates.Backward(pg, gateStride, pp, pc, pdh, stride, pdc, pdg, gateStride, batch, hidden);
        }

        Numbers.Close(expectedGates, gates, 1e-6, 1e-6, $"{level} gates");
        Numbers.Close(expectedC, c, 1e-6, 1e-6, $"{level} cell");
        Numbers.Close(expectedH, h, 1e-6, 1e-6, $"{level} hidden");
        Numbers.Close(expectedDgates, dgates, 1e-5, 1e-6, $"{level} gradient of the gates");
        Numbers.Close(expectedDc, dc, 1e-5, 1e-6, $"{level} gradient of the cell");
    });
}
