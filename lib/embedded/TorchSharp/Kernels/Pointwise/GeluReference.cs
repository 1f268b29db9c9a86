namespace TorchSharp.Kernels;

/// <summary>The plain twins of <see cref="Gelu"/>, in double precision.</summary>
internal static unsafe class GeluReference
{
    /// <summary>GELU (Hendrycks and Gimpel 2016): x · Φ(x).</summary>
    public static float Value(float x) => (float)(x * 0.5 * (1 + ErfReference.Erf(x / Math.Sqrt(2))));

    /// <summary>Its derivative: Φ(x) + x · φ(x).</summary>
    public static float Derivative(float x)
    {
        double cumulative = 0.5 * (1 + ErfReference.Erf(x / Math.Sqrt(2)));
        return (float)(cumulative + (x * Density(x)));
    }

    /// <summary>Φ(−z), the standard normal distribution's tail beyond z.</summary>
    public static double Tail(double z) => 0.5 * ErfReference.Complement(z / Math.Sqrt(2));

    /// <summary>φ(z), its density.</summary>
    public static double Density(double z) => Math.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI);

    /// <summary>The same by its tanh approximation, GPT-2's gelu_new.</summary>
    public static float TanhValue(float x) => (float)(0.5 * x * (1 + Math.Tanh(Inner(x))));

    public static float TanhDerivative(float x)
    {
        double t = Math.Tanh(Inner(x));
        double slope = Math.Sqrt(2 / Math.PI) * (1 + (3 * 0.044715 * x * x));
        return (float)((0.5 * (1 + t)) + (0.5 * x * (1 - (t * t)) * slope));
    }

    public static void Forward(float* x, float* y, long n)
    {
        for (long i = 0; i < n; i++) y[i] = Value(x[i]);
    }

    public static void Backward(float* x, float* dy, float* dx, long n)
    {
        for (long i = 0; i < n; i++) dx[i] = dy[i] * Derivative(x[i]);
    }

    public static void TanhForward(float* x, float* y, long n)
    {
        for (long i = 0; i < n; i++) y[i] = TanhValue(x[i]);
    }

    public static void TanhBackward(float* x, float* dy, float* dx, long n)
    {
        for (long i = 0; i < n; i++) dx[i] = dy[i] * TanhDerivative(x[i]);
    }

    private static double Inner(double x) => Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x));
}
