using System.Collections;
using TorchSharp.Engine;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor's shape as a value.</summary>
    public struct Size : IEnumerable<long>
    {
        public static Size Empty = new(Array.Empty<long>());

        private readonly long[]? _sizes;

        public Size(long[] shape) => _sizes = (long[])shape.Clone();

        public Size(int[] shape) => _sizes = Array.ConvertAll(shape, size => (long)size);

        public Size(IEnumerable<long> shape) => _sizes = [.. shape];

        public Size(long size) => _sizes = [size];

        public Size(int size) => _sizes = [size];

        public Size((long, long) size) => _sizes = [size.Item1, size.Item2];

        public Size((long, long, long) size) => _sizes = [size.Item1, size.Item2, size.Item3];

        public Size((long, long, long, long) size) => _sizes = [size.Item1, size.Item2, size.Item3, size.Item4];

        public Size((int, int) size) => _sizes = [size.Item1, size.Item2];

        public Size((int, int, int) size) => _sizes = [size.Item1, size.Item2, size.Item3];

        public Size((int, int, int, int) size) => _sizes = [size.Item1, size.Item2, size.Item3, size.Item4];

        public readonly int Length => Values.Length;

        public readonly bool IsEmpty => Values.Length == 0;

        public readonly bool IsScalar => Values.Length == 0;

        public readonly long[] Shape => (long[])Values.Clone();

        private readonly long[] Values => _sizes ?? [];

        public readonly long this[int idx] => Values[idx];

        public readonly long this[long idx] => Values[idx];

        public static implicit operator Size(long[] size) => new(size);

        public static implicit operator Size(long size) => new(size);

        public static implicit operator Size((long, long) size) => new(size);

        public static implicit operator Size((long, long, long) size) => new(size);

        public static implicit operator Size((long, long, long, long) size) => new(size);

        public static Size operator +(Size left, Size right) => new([.. left.Values, .. right.Values]);

        public static Size operator +(Size left, IEnumerable<long> right) => new([.. left.Values, .. right]);

        public static bool operator ==(Size left, Size right) => Shapes.Same(left.Values, right.Values);

        public static bool operator !=(Size left, Size right) => !(left == right);

        public readonly long numel() => Shapes.Count(Values);

        public readonly Size Slice(int first, int next) => new(Values[first..next]);

        public readonly IEnumerable<long> Take(int i) => Values.Take(i);

        public readonly IEnumerator<long> GetEnumerator() => ((IEnumerable<long>)Values).GetEnumerator();

        readonly IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public override readonly bool Equals(object? obj) => obj is Size other && this == other;

        public override readonly int GetHashCode()
        {
            var hash = new HashCode();
            foreach (var size in Values) hash.Add(size);
            return hash.ToHashCode();
        }
    }
}
