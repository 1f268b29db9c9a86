namespace TorchSharp.Kernels;

/// <summary>One matrix product as the paths below <see cref="MatMul"/> see it: c[m, n] (+)= alpha · a[m, k] · b[k, n], with the bias added to every row.</summary>
internal unsafe struct Product
{
    public int M;
    public int N;
    public int K;
    public float Alpha;
    public float* A;
    public long RowStrideA;
    public long ColumnStrideA;
    public float* B;
    public long RowStrideB;
    public long ColumnStrideB;
    public float* C;
    public long RowStrideC;

    /// <summary>Add to c instead of overwriting it.</summary>
    public bool Accumulate;

    /// <summary>[n], or null.</summary>
    public float* Bias;
}

/// <summary>The innermost piece of a blocked product: a tile of c that lives in registers while k runs.</summary>
internal unsafe interface IMicroKernel
{
    /// <summary>Rows of the tile, and floats per step of k in a packed panel of a.</summary>
    static abstract int Rows { get; }

    /// <summary>Columns of the tile, and floats per step of k in a packed panel of b.</summary>
    static abstract int Columns { get; }

    /// <summary>
    /// c[Rows, Columns] (+)= bias[Columns] + Σ over k of a[k, Rows]ᵀ · b[k, Columns]: <paramref name="a"/> is packed, rows of <paramref name="b"/> are
    /// <paramref name="rowStrideB"/> apart, and <paramref name="bias"/>, which the sums start from, may be null.
    /// </summary>
    static abstract void Run(int k, float* a, float* b, long rowStrideB, float* c, long ldc, bool accumulate, float* bias);
}
