using TorchSharp.Engine;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A tensor as contiguous memory: itself where it is so already, else a copy that lives as long as this.</summary>
internal readonly ref struct Dense
{
    private readonly bool _owned;

    private Dense(Tensor tensor, bool owned) => (Tensor, _owned) = (tensor, owned);

    /// <summary>The contiguous tensor, without history when it is a copy.</summary>
    public Tensor Tensor { get; }

    public unsafe float* Pointer => Tensor.Pointer<float>();

    public static Dense Of(Tensor tensor) => tensor.is_contiguous() ? new(tensor, false) : new(CopyOps.Clone(tensor), true);

    /// <summary>As <see cref="Of(Tensor)"/>, in another element type if need be.</summary>
    public static Dense Of(Tensor tensor, ScalarType type)
        => tensor.dtype == type ? Of(tensor) : new(CopyOps.Convert(tensor, type), true);

    public void Dispose()
    {
        if (_owned) Tensor.Dispose();
    }

    /// <summary>Whether the fused kernels, which know float32 only, can take all of the tensors.</summary>
    public static bool AreSingle(Tensor first, Tensor? second = null, Tensor? third = null)
        => first.dtype == ScalarType.Float32
            && (second is null || second.dtype == ScalarType.Float32)
            && (third is null || third.dtype == ScalarType.Float32);
}
