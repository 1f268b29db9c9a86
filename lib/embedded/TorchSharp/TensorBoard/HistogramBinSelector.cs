namespace TorchSharp.Utils.tensorboard.Enums;

/// <summary>How many bins a histogram has, and how wide they are.</summary>
public enum HistogramBinSelector : byte
{
    /// <summary>Doane's rule, for skewed data.</summary>
    Doane = 0,

    /// <summary>2·∛n bins.</summary>
    Rice = 1,

    /// <summary>Bins of width 3.5·σ/∛n (Scott 1979).</summary>
    Scott = 2,

    /// <summary>√n bins.</summary>
    Sqrt = 3,

    /// <summary>Stone's rule, by cross-validation.</summary>
    Stone = 4,

    /// <summary>log₂ n + 1 bins (Sturges 1926).</summary>
    Sturges = 5,

    /// <summary>TensorFlow's bins, which grow by a tenth from 10⁻¹² on, on both sides of zero.</summary>
    Tensorflow = 6,
}
