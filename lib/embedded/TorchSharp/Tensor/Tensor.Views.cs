using TorchSharp.Engine;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The transpose of a matrix; for a stack of matrices the last two dimensions, see <see cref="mT"/>.</summary>
        public Tensor T => permute([.. Enumerable.Range(0, Sizes.Length).Reverse().Select(i => (long)i)]);

        public Tensor mT => Sizes.Length >= 2 ? ViewOps.Transpose(this, -2, -1)
            : throw new InvalidOperationException($"mT: needs at least two dimensions, got shape {Shapes.Text(Sizes)}.");

        public Tensor view(params long[] shape) => ViewOps.View(this, shape);

        public Tensor view_as(Tensor other) => view(other.Sizes);

        public Tensor reshape(params long[] shape) => ViewOps.Reshape(this, shape, "reshape");

        public Tensor flatten(long start_dim = 0, long end_dim = -1)
        {
            if (Sizes.Length == 0) return reshape(1);
            var start = Shapes.Dimension("flatten", start_dim, Sizes.Length);
            var end = Shapes.Dimension("flatten", end_dim, Sizes.Length);
            if (start > end) throw new ArgumentException($"flatten: start_dim {start_dim} comes after end_dim {end_dim}.");
            return reshape([.. Sizes[..start], Shapes.Count(Sizes.AsSpan(start..(end + 1))), .. Sizes[(end + 1)..]]);
        }

        public Tensor ravel() => reshape(-1);

        public Tensor unflatten(long dim, params long[] sizes)
        {
            var index = Shapes.Dimension("unflatten", dim, Sizes.Length);
            var inner = Shapes.Infer("unflatten", sizes, Sizes[index]);
            return view([.. Sizes[..index], .. inner, .. Sizes[(index + 1)..]]);
        }

        public Tensor transpose(long dim0, long dim1) => ViewOps.Transpose(this, dim0, dim1);

        public Tensor swapaxes(long dim0, long dim1) => transpose(dim0, dim1);

        public Tensor swapdims(long dim0, long dim1) => transpose(dim0, dim1);

        public Tensor t() => Sizes.Length switch
        {
            < 2 => alias(),
            2 => transpose(0, 1),
            _ => throw new InvalidOperationException($"t: expects a tensor of at most two dimensions, got shape {Shapes.Text(Sizes)}."),
        };

        public Tensor permute(params long[] permutation)
        {
            if (permutation.Length != Sizes.Length)
            {
                throw new ArgumentException($"permute: {permutation.Length} dimensions given for a tensor of shape {Shapes.Text(Sizes)}.", nameof(permutation));
            }

            var order = new int[permutation.Length];
            for (var i = 0; i < order.Length; i++)
            {
                order[i] = Shapes.Dimension("permute", permutation[i], Sizes.Length);
                if (order.AsSpan(0, i).Contains(order[i])) throw new ArgumentException($"permute: dimension {permutation[i]} appears more than once.", nameof(permutation));
            }

            return ViewOps.Permute("permute", this, order);
        }

        public Tensor permute(IEnumerable<long> permutation) => permute([.. permutation]);

        public Tensor movedim(long[] source, long[] destination)
        {
            if (source.Length != destination.Length) throw new ArgumentException($"movedim: {source.Length} sources but {destination.Length} destinations.");
            var order = new long[Sizes.Length];
            Array.Fill(order, -1);
            var moved = new HashSet<long>();
            for (var i = 0; i < source.Length; i++)
            {
                long from = Shapes.Dimension("movedim", source[i], Sizes.Length);
                order[Shapes.Dimension("movedim", destination[i], Sizes.Length)] = from;
                moved.Add(from);
            }

            var rest = new Queue<long>(Enumerable.Range(0, Sizes.Length).Select(i => (long)i).Where(i => !moved.Contains(i)));
            for (var i = 0; i < order.Length; i++)
            {
                if (order[i] < 0) order[i] = rest.Dequeue();
            }

            return permute(order);
        }

        public Tensor moveaxis(long[] source, long[] destination) => movedim(source, destination);

        public Tensor squeeze(long? dim = null) => ViewOps.Squeeze(this, dim);

        public Tensor unsqueeze(long dim) => ViewOps.Unsqueeze(this, dim);

        public Tensor expand(params long[] sizes) => ViewOps.Expand(this, sizes);

        public Tensor expand(long[] sizes, bool isImplicit = false) => ViewOps.Expand(this, sizes);

        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => ViewOps.Expand(this, sizes);

        public Tensor expand_as(Tensor other) => ViewOps.Expand(this, other.Sizes);

        public Tensor broadcast_to(params long[] shape) => ViewOps.Expand(this, shape);

        public Tensor narrow(long dim, long start, long length)
        {
            var index = Shapes.Dimension("narrow", dim, Sizes.Length);
            var from = start < 0 ? start + Sizes[index] : start;
            if (from < 0 || length < 0 || from + length > Sizes[index])
            {
                throw new ArgumentOutOfRangeException(nameof(start), $"narrow: start {start} and length {length} exceed dimension {dim} of size {Sizes[index]}.");
            }

            return ViewOps.Narrow(this, index, from, length, 1, "narrow");
        }

        public Tensor select(long dim, long index)
        {
            if (Sizes.Length == 0) throw new InvalidOperationException("select: a tensor of no dimensions has none to select from.");
            var d = Shapes.Dimension("select", dim, Sizes.Length);
            if (index < -Sizes[d] || index >= Sizes[d])
            {
                throw new ArgumentOutOfRangeException(nameof(index), index, $"select: index {index} is out of bounds for dimension {d} with size {Sizes[d]}.");
            }

            return ViewOps.Select(this, d, index < 0 ? index + Sizes[d] : index);
        }

        public Tensor slice(long dim, long start, long finish, long step)
        {
            if (step < 1) throw new ArgumentOutOfRangeException(nameof(step), step, "slice: the step must be at least 1.");
            var index = Shapes.ExistingDimension("slice", dim, Sizes.Length);
            var size = Sizes[index];
            var from = Math.Clamp(start < 0 ? start + size : start, 0, size);
            var to = Math.Clamp(finish < 0 ? finish + size : finish, from, size);
            return ViewOps.Narrow(this, index, from, (to - from + step - 1) / step, step, "slice");
        }

        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0) =>
            ViewOps.AsStrided(this, (long[])size.Clone(), (long[])strides.Clone(), storageOffset);

        public Tensor diagonal(long offset = 0, long dim1 = 0, long dim2 = 1)
        {
            var a = Shapes.Dimension("diagonal", dim1, Sizes.Length);
            var b = Shapes.Dimension("diagonal", dim2, Sizes.Length);
            if (a == b) throw new ArgumentException($"diagonal: dim1 and dim2 are both {a}.");
            var length = Math.Max(0, offset >= 0 ? Math.Min(Sizes[a], Sizes[b] - offset) : Math.Min(Sizes[a] + offset, Sizes[b]));
            var start = Offset + (length == 0 ? 0 : offset >= 0 ? offset * Strides[b] : -offset * Strides[a]);
            var (low, high) = (Math.Min(a, b), Math.Max(a, b));
            long[] sizes = [.. ViewOps.Without(ViewOps.Without(Sizes, high), low), length];
            long[] strides = [.. ViewOps.Without(ViewOps.Without(Strides, high), low), Strides[a] + Strides[b]];
            var whole = Sizes;
            return ViewOps.Make("diagonal", this, sizes, strides, start, (_, grad) =>
            {
                var result = FillOps.Zeros(whole, grad.dtype);
                using var part = result.diagonal(offset, a, b);
                CopyOps.CopyData(grad, part);
                return [result];
            });
        }

        /// <summary>All windows of <paramref name="size"/> elements along a dimension, <paramref name="step"/> apart; windows are the last dimension.</summary>
        public Tensor unfold(long dimension, long size, long step)
        {
            var index = Shapes.Dimension("unfold", dimension, Sizes.Length);
            if (step < 1) throw new ArgumentOutOfRangeException(nameof(step), step, "unfold: the step must be at least 1.");
            if (size > Sizes[index]) throw new ArgumentOutOfRangeException(nameof(size), size, $"unfold: dimension {dimension} has size {Sizes[index]} only.");
            long[] sizes = [.. Sizes, size];
            long[] strides = [.. Strides, Strides[index]];
            sizes[index] = ((Sizes[index] - size) / step) + 1;
            strides[index] *= step;
            var whole = Sizes;
            return ViewOps.Make("unfold", this, sizes, strides, Offset, (_, grad) =>
            {
                var result = FillOps.Zeros(whole, grad.dtype);
                for (long window = 0; window < sizes[index]; window++)
                {
                    using var part = result.narrow(index, window * step, size);
                    using var source = grad.select(index, window).movedim([-1], [index]);
                    part.add_(source);
                }

                return [result];
            });
        }

        public Tensor[] unbind(long dimension = 0)
        {
            var index = Shapes.ExistingDimension("unbind", dimension, Sizes.Length);
            var result = new Tensor[Sizes[index]];
            for (var i = 0; i < result.Length; i++) result[i] = ViewOps.Select(this, index, i);
            return result;
        }

        public Tensor squeeze_(long? dim = null)
        {
            var (sizes, strides) = ViewOps.Squeezed(this, dim);
            return RearrangeInPlace("squeeze_", sizes, strides);
        }

        public Tensor unsqueeze_(long dim)
        {
            using var view = unsqueeze(dim);
            return RearrangeInPlace("unsqueeze_", view.Sizes, view.Strides);
        }

        public Tensor transpose_(long dim0, long dim1)
        {
            using var view = detach().transpose(dim0, dim1);
            return RearrangeInPlace("transpose_", view.Sizes, view.Strides);
        }

        public Tensor contiguous() => ViewOps.Contiguous(this);

        public Tensor clone() => ViewOps.Clone(this);

        public Tensor atleast_1d() => Sizes.Length == 0 ? reshape(1) : alias();

        public Tensor atleast_2d() => Sizes.Length switch { 0 => reshape(1, 1), 1 => unsqueeze(0), _ => alias() };

        public Tensor atleast_3d() => Sizes.Length switch
        {
            0 => reshape(1, 1, 1),
            1 => unsqueeze(0).unsqueeze(-1),
            2 => unsqueeze(-1),
            _ => alias(),
        };

        private Tensor RearrangeInPlace(string operation, long[] sizes, long[] strides)
        {
            if (requires_grad)
            {
                throw new NotSupportedException($"{operation} on a tensor with history is not in the embedded engine; use the operation that is not in place, or `./course use nuget`.");
            }

            Rearrange(sizes, strides, Offset);
            return this;
        }
    }
}
