namespace TorchSharp.Kernels;

/// <summary>The pointwise half of an LSTM step (Hochreiter and Schmidhuber 1997). Gates lie as PyTorch's: input, forget, cell, output, [batch, 4·hidden].</summary>
internal static unsafe class LstmGates
{
    /// <summary>
    /// From the gates' pre-activations: c = σ(f)·cPrevious + σ(i)·tanh(g), h = σ(o)·tanh(c). <paramref name="gates"/> is overwritten by the activated
    /// gates, which the backward needs. Gate rows are <paramref name="gateStride"/> apart, h rows <paramref name="hStride"/>; c rows are contiguous.
    /// </summary>
    public static void Forward(float* gates, long gateStride, float* cPrevious, float* c, float* h, long hStride, long batch, long hidden)
        => LstmGatesReference.Forward(gates, gateStride, cPrevious, c, h, hStride, batch, hidden);

    /// <summary>
    /// From dh and the gradient dc that comes from the next step (overwritten by the gradient for the previous cell state):
    /// the gradient of the pre-activations, into <paramref name="dgates"/>.
    /// </summary>
    public static void Backward(float* gates, long gateStride, float* cPrevious, float* c, float* dh, long dhStride, float* dc, float* dgates, long dgateStride, long batch, long hidden)
        => LstmGatesReference.Backward(gates, gateStride, cPrevious, c, dh, dhStride, dc, dgates, dgateStride, batch, hidden);
}
