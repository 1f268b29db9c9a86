namespace TorchSharp.Kernels;

/// <summary>The plain twin of <see cref="LstmGates"/>.</summary>
internal static unsafe class LstmGatesReference
{
    public static void Forward(float* gates, long gateStride, float* cPrevious, float* c, float* h, long hStride, long batch, long hidden)
    {
        for (long b = 0; b < batch; b++)
        {
            float* gate = gates + (b * gateStride);
            for (long j = 0; j < hidden; j++)
            {
                float input = gate[j] = Sigmoid(gate[j]);
                float forget = gate[hidden + j] = Sigmoid(gate[hidden + j]);
                float cell = gate[(2 * hidden) + j] = (float)Math.Tanh(gate[(2 * hidden) + j]);
                float output = gate[(3 * hidden) + j] = Sigmoid(gate[(3 * hidden) + j]);
                float state = c[(b * hidden) + j] = (forget * cPrevious[(b * hidden) + j]) + (input * cell);
                h[(b * hStride) + j] = output * (float)Math.Tanh(state);
            }
        }
    }

    public static void Backward(float* gates, long gateStride, float* cPrevious, float* c, float* dh, long dhStride, float* dc, float* dgates, long dgateStride, long batch, long hidden)
    {
        for (long b = 0; b < batch; b++)
        {
            float* gate = gates + (b * gateStride), dgate = dgates + (b * dgateStride);
            for (long j = 0; j < hidden; j++)
            {
                double input = gate[j], forget = gate[hidden + j], cell = gate[(2 * hidden) + j], output = gate[(3 * hidden) + j];
                double t = Math.Tanh(c[(b * hidden) + j]);
                double gradH = dh[(b * dhStride) + j];
                double gradC = dc[(b * hidden) + j] + (gradH * output * (1 - (t * t)));
                dgate[j] = (float)(gradC * cell * input * (1 - input));
                dgate[hidden + j] = (float)(gradC * cPrevious[(b * hidden) + j] * forget * (1 - forget));
                dgate[(2 * hidden) + j] = (float)(gradC * input * (1 - (cell * cell)));
                dgate[(3 * hidden) + j] = (float)(gradH * t * output * (1 - output));
                dc[(b * hidden) + j] = (float)(gradC * forget);
            }
        }
    }

    private static float Sigmoid(float x) => (float)(1 / (1 + Math.Exp(-(double)x)));
}
