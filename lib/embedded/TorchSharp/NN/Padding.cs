namespace TorchSharp;

/// <summary>How much a convolution pads.</summary>
public enum Padding
{
    /// <summary>Not at all.</summary>
    Valid = 0,

    /// <summary>So much that the result is as large as the input.</summary>
    Same = 1,
}

/// <summary>What stands in the padding.</summary>
public enum PaddingModes
{
    /// <summary>Zeros.</summary>
    Zeros = 0,

    /// <summary>The input mirrored at its edge.</summary>
    Reflect = 1,

    /// <summary>The edge repeated.</summary>
    Replicate = 2,

    /// <summary>The other end of the input.</summary>
    Circular = 3,

    /// <summary>A given value.</summary>
    Constant = 4,
}
