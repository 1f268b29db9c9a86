using TorchSharp.Engine;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The tensor's memory as bytes; contiguous tensors only.</summary>
        public unsafe Span<byte> bytes
        {
            get => RequireContiguous("bytes", new Span<byte>(BytePointer, checked((int)(numel() * ElementSize))));
            set
            {
                var target = bytes;
                if (value.Length != target.Length) throw new ArgumentException($"bytes: the tensor has {target.Length} bytes, {value.Length} were given.");
                value.CopyTo(target);
                Storage.BumpVersion();
            }
        }

        /// <summary>The elements in row-major order; writing through it changes the tensor.</summary>
        public TensorAccessor<T> data<T>() where T : unmanaged
        {
            RequireType<T>("data");
            return new TensorAccessor<T>(this);
        }

        /// <summary>The one element of a tensor that has one.</summary>
        public unsafe T item<T>() where T : unmanaged
        {
            if (numel() != 1) throw new ArgumentException($"item: the tensor must have exactly one element, its shape is {Shapes.Text(Sizes)}.");
            RequireType<T>("item");
            var value = *Pointer<T>();
            GC.KeepAlive(this);
            return value;
        }

        public Scalar ToScalar()
        {
            if (numel() != 1) throw new ArgumentException($"ToScalar: the tensor must have exactly one element, its shape is {Shapes.Text(Sizes)}.");
            return new Scalar(First());
        }

        public bool is_nonzero()
        {
            if (numel() != 1) throw new InvalidOperationException($"is_nonzero: the truth of a tensor of shape {Shapes.Text(Sizes)} is ambiguous. Use any() or all().");
            return First().Double != 0;
        }

        public T ReadCpuValue<T>(long i) where T : unmanaged
        {
            RequireType<T>("ReadCpuValue");
            return ReadAt<T>(i);
        }

        public bool ReadCpuBool(long i) => ReadCpuValue<bool>(i);

        public byte ReadCpuByte(long i) => ReadCpuValue<byte>(i);

        public sbyte ReadCpuSByte(long i) => ReadCpuValue<sbyte>(i);

        public short ReadCpuInt16(long i) => ReadCpuValue<short>(i);

        public int ReadCpuInt32(long i) => ReadCpuValue<int>(i);

        public long ReadCpuInt64(long i) => ReadCpuValue<long>(i);

        public float ReadCpuSingle(long i) => ReadCpuValue<float>(i);

        public double ReadCpuDouble(long i) => ReadCpuValue<double>(i);

        public float ReadCpuFloat16(long i) => (float)ReadCpuValue<Half>(i);

        public float ReadCpuBFloat16(long i) => ReadCpuValue<BFloat16>(i).ToSingle();

        public void WriteBytesToStream(Stream stream, int bufferSize = 1024)
        {
            using var source = is_contiguous() ? HiddenAlias(this) : CopyOps.Clone(this);
            stream.Write(source.bytes);
        }

        public void ReadBytesFromStream(Stream stream, int bufferSize = 1024)
        {
            InPlace.Check("ReadBytesFromStream", this);
            if (is_contiguous())
            {
                stream.ReadExactly(bytes);
                InPlace.Changed(this, default);
                return;
            }

            using var source = Allocate(Sizes, dtype);
            stream.ReadExactly(source.bytes);
            copy_(source);
        }

        /// <summary>The first element, whatever its type.</summary>
        internal unsafe Number First()
        {
            Number value = dtype switch
            {
                ScalarType.Float32 => *Pointer<float>(),
                ScalarType.Float64 => *Pointer<double>(),
                ScalarType.Int64 => *Pointer<long>(),
                ScalarType.Int32 => *Pointer<int>(),
                ScalarType.Int16 => Number.Of((long)*Pointer<short>(), dtype),
                ScalarType.Int8 => Number.Of((long)*Pointer<sbyte>(), dtype),
                ScalarType.Byte => Number.Of((long)*Pointer<byte>(), dtype),
                ScalarType.Bool => *Pointer<bool>(),
                ScalarType.Float16 => Number.Of((double)*Pointer<Half>(), dtype),
                ScalarType.BFloat16 => Number.Of((double)Pointer<BFloat16>()->ToSingle(), dtype),
                _ => throw DType.Unsupported(dtype),
            };
            GC.KeepAlive(this);
            return value;
        }

        /// <summary>Element number <paramref name="i"/> in row-major order.</summary>
        internal unsafe T ReadAt<T>(long i) where T : unmanaged
        {
            if (i < 0 || i >= numel()) throw new ArgumentOutOfRangeException(nameof(i), i, $"The tensor has {numel()} elements.");
            var value = Pointer<T>()[PlaceOf(i)];
            GC.KeepAlive(this);
            return value;
        }

        /// <summary>Where element number <paramref name="i"/> in row-major order lies, relative to the first.</summary>
        internal long PlaceOf(long i)
        {
            var place = 0L;
            for (var dim = Sizes.Length - 1; dim >= 0; dim--)
            {
                place += i % Sizes[dim] * Strides[dim];
                i /= Sizes[dim];
            }

            return place;
        }

        private void RequireType<T>(string operation) where T : unmanaged
        {
            if (DType.Of<T>() != dtype) throw new ArgumentException($"{operation}: a tensor of type {dtype} does not hold {typeof(T).Name} values. Convert it with to_type() first.");
        }

        private Span<byte> RequireContiguous(string operation, Span<byte> memory) => is_contiguous()
            ? memory
            : throw new InvalidOperationException($"{operation}: the tensor is not contiguous. Call contiguous() first.");
    }
}
