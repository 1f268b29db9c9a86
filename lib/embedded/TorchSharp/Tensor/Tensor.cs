using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using TorchSharp.Engine;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// A handle on numbers in native memory: a storage that views share, and how sizes and strides (in elements) lie over it.
    /// Disposing a handle gives up its share of the storage; other handles, and what autograd saved, keep theirs.
    /// </summary>
    public partial class Tensor : IDisposable
    {
        private static long s_totalCount;
        private static long s_peakCount;

        private TensorStorage? _storage;
        private AutogradMeta? _meta;

        /// <summary>A handle on a storage. Takes over the caller's reference to it.</summary>
        private Tensor(TensorStorage storage, long[] sizes, long[] strides, long offset, ScalarType type, AutogradMeta? meta, bool hidden)
        {
            _storage = storage;
            _meta = meta;
            Sizes = sizes;
            Strides = strides;
            Offset = offset;
            dtype = type;
            if (!hidden) DisposeScopeManager.Register(this);
            CountHandle();
        }

        /// <summary>A second handle on what <paramref name="other"/> holds, with autograd's knowledge of its own.</summary>
        internal Tensor(Tensor other, AutogradMeta? meta)
            : this(other.Share(), other.Sizes, other.Strides, other.Offset, other.dtype, meta, hidden: false)
        {
        }

        public ScalarType dtype { get; }

        public long[] shape => (long[])Sizes.Clone();

        public long ndim => Sizes.Length;

        public long Dimensions => Sizes.Length;

        public long NumberOfElements => numel();

        public long ElementSize => dtype.Size();

        /// <summary>False once the handle is disposed.</summary>
        public bool IsInvalid => _storage is null;

        public static long TotalCount => Volatile.Read(ref s_totalCount);

        public static long PeakCount => Volatile.Read(ref s_peakCount);

        public Device device => CPU;

        public DeviceType device_type => DeviceType.CPU;

        public int device_index => -1;

        public bool is_cuda => false;

        public bool is_meta => false;

        public bool is_sparse => false;

        public string name
        {
            get => _meta?.Name ?? "";
            set => EnsureMeta().Name = value;
        }

        /// <summary>The sizes themselves, not a copy: not to be changed.</summary>
        internal long[] Sizes { get; private set; }

        /// <summary>The strides themselves, in elements: not to be changed.</summary>
        internal long[] Strides { get; private set; }

        /// <summary>Index of the first element in the storage.</summary>
        internal long Offset { get; private set; }

        internal AutogradMeta? Meta => _meta;

        /// <summary>The scope that will dispose this handle.</summary>
        internal DisposeScope? Scope { get; set; }

        /// <exception cref="ObjectDisposedException">The handle was disposed.</exception>
        internal TensorStorage Storage => _storage ?? ThrowDisposed();

        /// <summary>New contiguous memory, content undefined. Sizes are not copied.</summary>
        internal static Tensor Allocate(long[] sizes, ScalarType type)
        {
            var storage = TensorStorage.RentFor(sizes, type);
            return new Tensor(storage, sizes, Shapes.ContiguousStrides(sizes), 0, type, null, hidden: false);
        }

        /// <summary>New memory laid out by <paramref name="strides"/>, content undefined.</summary>
        internal static Tensor AllocateStrided(long[] sizes, long[] strides, ScalarType type)
        {
            var storage = TensorStorage.RentFor(sizes, strides, type);
            return new Tensor(storage, sizes, strides, 0, type, null, hidden: false);
        }

        /// <summary>A handle on the same numbers, without history and in no dispose scope: for what the engine keeps.</summary>
        internal static Tensor HiddenAlias(Tensor tensor) =>
            new(tensor.Share(), tensor.Sizes, tensor.Strides, tensor.Offset, tensor.dtype, null, hidden: true);

        /// <summary>A handle on the same numbers in another arrangement, without history.</summary>
        internal Tensor AsStridedData(long[] sizes, long[] strides, long offset) =>
            new(Share(), sizes, strides, offset, dtype, null, hidden: false);

        internal AutogradMeta EnsureMeta() => _meta ??= new AutogradMeta();

        /// <summary>Makes this handle speak of another arrangement of the same storage (in-place squeeze, transpose, …).</summary>
        internal void Rearrange(long[] sizes, long[] strides, long offset) => (Sizes, Strides, Offset) = (sizes, strides, offset);

        /// <summary>Pointer to the first element. Keep the tensor reachable while it is in use.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal unsafe T* Pointer<T>() where T : unmanaged => (T*)Storage.Pointer + Offset;

        internal unsafe byte* BytePointer => Storage.Pointer + (Offset * dtype.Size());

        /// <summary>The elements of a contiguous tensor.</summary>
        internal unsafe Span<T> Elements<T>() where T : unmanaged => new(Pointer<T>(), checked((int)numel()));

        public long numel() => Shapes.Count(Sizes);

        public long dim() => Sizes.Length;

        public long element_size() => dtype.Size();

        public long[] size() => shape;

        public long size(int dim) => Sizes[Shapes.Dimension("size", dim, Sizes.Length)];

        public long[] stride() => (long[])Strides.Clone();

        public long stride(int dim) => Strides[Shapes.Dimension("stride", dim, Sizes.Length)];

        public long storage_offset() => Offset;

        public bool is_contiguous() => Shapes.IsContiguous(Sizes, Strides);

        public bool is_cpu() => true;

        public bool is_pinned() => false;

        public bool is_complex() => false;

        public bool is_quantized() => false;

        public bool is_conj() => false;

        public bool is_neg() => false;

        public bool is_floating_point() => dtype.IsFloatingPoint();

        public bool is_integral() => dtype.IsIntegral();

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (_storage is null) return;
            DisposeScopeManager.Forget(this);
            Interlocked.Decrement(ref s_totalCount);
            var storage = _storage;
            _storage = null;
            _meta = null;
            storage.Release();
        }

        public override bool Equals(object? obj) => ReferenceEquals(this, obj);

        public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

        private static void CountHandle()
        {
            var count = Interlocked.Increment(ref s_totalCount);
            if (count > Volatile.Read(ref s_peakCount)) Volatile.Write(ref s_peakCount, count);
        }

        private TensorStorage Share()
        {
            var storage = Storage;
            storage.AddReference();
            return storage;
        }

        [DoesNotReturn]
        private static TensorStorage ThrowDisposed() =>
            throw new ObjectDisposedException("Tensor", "The tensor has been disposed: by Dispose(), by using, or by the end of its dispose scope. " +
                "MoveToOuterDisposeScope() or DetachFromDisposeScope() keeps a tensor beyond its scope.");
    }
}
