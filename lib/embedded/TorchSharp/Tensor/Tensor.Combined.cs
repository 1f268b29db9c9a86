using TorchSharp.Engine;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => CombinedOps.AddProduct(this, tensor1, tensor2, value.Number);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => CombinedOps.AddQuotient(this, tensor1, tensor2, value.Number);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => CombinedOps.AddQuotient(this, tensor1, tensor2, 1);

        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value)
        {
            using var product = tensor1.mul(tensor2);
            return add_(product, value);
        }

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value)
        {
            using var quotient = tensor1.div(tensor2);
            return add_(quotient, value);
        }

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => addcdiv_(tensor1, tensor2, 1);

        public Tensor lerp(Tensor end, Tensor weight) => CombinedOps.Lerp(this, end, weight);

        public Tensor lerp_(Tensor end, Tensor weight) => Replace("lerp_", source => source.lerp(end, weight));

        public Tensor atan2(Tensor other) => CombinedOps.Atan2(this, other);

        public Tensor atan2_(Tensor other) => Replace("atan2_", source => source.atan2(other));

        public Tensor arctan2(Tensor other) => atan2(other);

        public Tensor arctan2_(Tensor other) => atan2_(other);

        public Tensor hypot(Tensor other) => CombinedOps.Hypot(this, other);

        public Tensor xlogy(Tensor y) => CombinedOps.XLogY(this, y);

        public Tensor xlogy(Scalar y) => CombinedOps.XLogY(this, PointwiseOps.Wrap(y.Number, DType.ToFloat(dtype)));

        public Tensor xlogy_(Tensor y) => Replace("xlogy_", source => source.xlogy(y));

        public Tensor xlogy_(Scalar y) => Replace("xlogy_", source => source.xlogy(y));

        public Tensor logaddexp(Tensor other) => CombinedOps.LogAddExp(this, other);

        public Tensor logaddexp2(Tensor other)
        {
            using var x = this * Math.Log(2);
            using var y = other * Math.Log(2);
            using var sum = CombinedOps.LogAddExp(x, y);
            return sum / Math.Log(2);
        }

        public Tensor logit(double? eps = null) => CombinedOps.Logit(this, eps);

        public Tensor logit_(double? eps = null) => Replace("logit_", source => source.logit(eps));

        public Tensor fmax(Tensor other) => CombinedOps.IgnoreNaN(this, other, maximum(other));

        public Tensor fmin(Tensor other) => CombinedOps.IgnoreNaN(this, other, minimum(other));

        public Tensor heaviside(Tensor other) => SelectOps.Where(eq(0), other, gt(0).to_type(dtype));

        public Tensor heaviside_(Tensor other) => Replace("heaviside_", source => source.heaviside(other));

        public Tensor signbit() => is_floating_point() ? lt(0).logical_or(reciprocal().eq(double.NegativeInfinity)) : lt(0);

        public Tensor copysign(Tensor other) => SelectOps.Where(other.signbit(), abs().neg(), abs());

        public Tensor copysign_(Tensor other) => Replace("copysign_", source => source.copysign(other));

        public Tensor float_power(Tensor target) => to_type(ScalarType.Float64).pow(target.to_type(ScalarType.Float64));

        /// <summary>The Kronecker product.</summary>
        public Tensor kron(Tensor other)
        {
            var rank = Math.Max(Sizes.Length, other.Sizes.Length);
            long[] a = [.. Enumerable.Repeat(1L, rank - Sizes.Length), .. Sizes];
            long[] b = [.. Enumerable.Repeat(1L, rank - other.Sizes.Length), .. other.Sizes];
            using var wide = reshape([.. a.SelectMany(size => new[] { size, 1 })]);
            using var factor = other.reshape([.. b.SelectMany(size => new[] { 1, size })]);
            using var product = wide.mul(factor);
            return product.reshape([.. a.Zip(b, (x, y) => x * y)]);
        }

        public Tensor tensordot(Tensor b, long dims = 2)
        {
            if (dims < 0 || dims > Math.Min(Sizes.Length, b.Sizes.Length))
                throw new ArgumentException($"tensordot: {dims} dimensions of {Shapes.Text(Sizes)} and {Shapes.Text(b.Sizes)}: there are not that many.");
            long[] ours = [.. Enumerable.Range((int)(Sizes.Length - dims), (int)dims)];
            long[] theirs = [.. Enumerable.Range(0, (int)dims)];
            return tensordot(b, ours, theirs);
        }

        public Tensor tensordot(Tensor b, (long, long)[] dims) => tensordot(b, [.. dims.Select(d => d.Item1)], [.. dims.Select(d => d.Item2)]);

        /// <summary>Sums over pairs of dimensions of the two tensors.</summary>
        public Tensor tensordot(Tensor b, long[] dims1, long[] dims2)
        {
            if (dims1.Length != dims2.Length) throw new ArgumentException($"tensordot: {dims1.Length} dimensions against {dims2.Length}.");
            int[] x = [.. dims1.Select(dim => Shapes.Dimension("tensordot", dim, Sizes.Length))];
            int[] y = [.. dims2.Select(dim => Shapes.Dimension("tensordot", dim, b.Sizes.Length))];
            if (x.Zip(y).Any(pair => Sizes[pair.First] != b.Sizes[pair.Second]))
                throw new InvalidOperationException($"tensordot: dimensions {Shapes.Text(dims1)} of {Shapes.Text(Sizes)} and {Shapes.Text(dims2)} of {Shapes.Text(b.Sizes)} differ in size.");
            int[] freeX = [.. Enumerable.Range(0, Sizes.Length).Except(x)];
            int[] freeY = [.. Enumerable.Range(0, b.Sizes.Length).Except(y)];
            long[] rows = [.. freeX.Select(dim => Sizes[dim])], columns = [.. freeY.Select(dim => b.Sizes[dim])];
            var inner = Shapes.Count([.. x.Select(dim => Sizes[dim])]);
            using var left = permute([.. freeX.Concat(x).Select(dim => (long)dim)]).reshape(Shapes.Count(rows), inner);
            using var right = b.permute([.. y.Concat(freeY).Select(dim => (long)dim)]).reshape(inner, Shapes.Count(columns));
            using var product = left.mm(right);
            return product.reshape([.. rows, .. columns]);
        }
    }
}
