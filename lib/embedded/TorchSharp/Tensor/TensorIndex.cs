using TorchSharp.Engine;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>One entry between the brackets of <c>x[…]</c>.</summary>
    public struct TensorIndex
    {
        public static TensorIndex Ellipsis = new() { Kind = IndexKind.Ellipsis };

        /// <summary>A new dimension of size 1.</summary>
        public static TensorIndex None = new() { Kind = IndexKind.None };

        /// <summary>A new dimension of size 1.</summary>
        public static TensorIndex Null = new() { Kind = IndexKind.None };

        public static TensorIndex Colon = Slice();

        internal IndexKind Kind { get; private set; }

        internal long? Start { get; private set; }

        internal long? Stop { get; private set; }

        internal long? Step { get; private set; }

        internal torch.Tensor? Value { get; private set; }

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new() { Kind = IndexKind.Slice, Start = start, Stop = stop, Step = step };

        public static TensorIndex Slice((int? start, int? end) range) => Slice((long?)range.start, (long?)range.end);

        public static TensorIndex Slice(Range range)
        {
            long? end = !range.End.IsFromEnd ? range.End.Value : range.End.Value == 0 ? null : -range.End.Value;
            return Slice(range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value, end);
        }

        public static TensorIndex Bool(bool value) => new() { Kind = IndexKind.Bool, Start = value ? 1 : 0 };

        public static TensorIndex Single(long? index) => new() { Kind = IndexKind.Single, Start = index };

        public static TensorIndex Tensor(torch.Tensor tensor) => new() { Kind = IndexKind.Tensor, Value = tensor };

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range);

        public static implicit operator TensorIndex(Range range) => Slice(range);

        public static implicit operator TensorIndex(Index index) => Single(index.IsFromEnd ? -index.Value : index.Value);
    }
}
