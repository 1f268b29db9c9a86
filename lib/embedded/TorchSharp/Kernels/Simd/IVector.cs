namespace TorchSharp.Kernels;

/// <summary>
/// A few floats that one instruction handles at a time. A kernel is written once, as a generic method over this interface; the JIT
/// compiles it for <see cref="V512"/>, <see cref="V256"/>, <see cref="V128"/> and, one float wide, <see cref="V1"/>, with everything inlined to single instructions.
/// </summary>
internal unsafe interface IVector<TSelf>
    where TSelf : struct, IVector<TSelf>
{
    /// <summary>How many floats it holds.</summary>
    static abstract int Count { get; }

    static abstract TSelf Zero { get; }

    /// <summary>The same value in every lane.</summary>
    static abstract TSelf All(float value);

    static abstract TSelf Load(float* source);

    void Store(float* target);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary>a · b + c, rounded once where the hardware can.</summary>
    static abstract TSelf MulAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>The smaller one; when <paramref name="value"/> is NaN, NaN. The bound must not be NaN.</summary>
    static abstract TSelf AtMost(TSelf bound, TSelf value);

    /// <summary>The larger one; when <paramref name="value"/> is NaN, NaN. The bound must not be NaN.</summary>
    static abstract TSelf AtLeast(TSelf bound, TSelf value);

    /// <summary>The larger one; NaN when either is.</summary>
    static abstract TSelf Max(TSelf left, TSelf right);

    static abstract TSelf Abs(TSelf value);

    static abstract TSelf Sqrt(TSelf value);

    /// <summary>To the nearest whole number, ties to even.</summary>
    static abstract TSelf Round(TSelf value);

    /// <summary>value · 2^power for a whole <paramref name="power"/> between -160 and 160, denormal results included.</summary>
    static abstract TSelf ScaleByPowerOfTwo(TSelf value, TSelf power);

    /// <summary>|magnitude| with the sign of <paramref name="sign"/>.</summary>
    static abstract TSelf CopySign(TSelf magnitude, TSelf sign);

    /// <summary>left &lt; right in each lane: all bits set or none.</summary>
    static abstract TSelf Less(TSelf left, TSelf right);

    /// <summary>Lane by lane <paramref name="whenSet"/> where the mask's bits are set, else <paramref name="whenNot"/>.</summary>
    static abstract TSelf Select(TSelf mask, TSelf whenSet, TSelf whenNot);

    /// <summary>The sum of the lanes, always in the same order.</summary>
    float Sum();

    /// <summary>The largest lane; NaN when one is.</summary>
    float Max();
}
