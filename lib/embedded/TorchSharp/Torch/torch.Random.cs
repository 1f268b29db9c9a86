using TorchSharp.Engine;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor randint(
        long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        RandomOps.RandInt(0, high, (long[])size.Clone(), dtype, device, requires_grad, generator);

    public static Tensor randint(
        long low, long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        RandomOps.RandInt(low, high, (long[])size.Clone(), dtype, device, requires_grad, generator);

    public static Tensor randint(
        int high, int[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        RandomOps.RandInt(0, high, Array.ConvertAll(size, s => (long)s), dtype, device, requires_grad, generator);

    public static Tensor randint(
        int low, int high, int[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        RandomOps.RandInt(low, high, Array.ConvertAll(size, s => (long)s), dtype, device, requires_grad, generator);

    public static Tensor randperm(long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        RandomOps.RandPerm(n, dtype, device, requires_grad, generator);

    public static Tensor rand_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        RandomOps.Rand(input.Sizes, dtype ?? input.dtype, device, requires_grad, null);

    public static Tensor randn_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        RandomOps.Randn(input.Sizes, dtype ?? input.dtype, device, requires_grad, null);

    public static Tensor randint_like(Tensor input, long low, long high, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        RandomOps.RandInt(low, high, input.Sizes, dtype ?? input.dtype, device, requires_grad, null);

    public static Tensor normal(
        double mean, double std, ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null)
    {
        var result = Factories.Empty(size.ToArray(), dtype, device, requiresGrad: false).normal_(mean, std, generator);
        return Factories.Finish(result, requires_grad);
    }

    public static Tensor bernoulli(Tensor input, Generator? generator = null) => input.bernoulli(generator);

    public static Tensor multinomial(Tensor input, long num_samples, bool replacement = false, Generator? generator = null) =>
        input.multinomial(num_samples, replacement, generator);

    public partial class Tensor
    {
        public Tensor normal_(double mean = 0, double std = 1, Generator? generator = null)
        {
            if (std < 0) throw new ArgumentOutOfRangeException(nameof(std), std, "normal_: the standard deviation must not be negative.");
            return Draw("normal_", target =>
            {
                RandomOps.Normal(target, generator);
                Scale(target, std, mean);
            });
        }

        public Tensor uniform_(double from, double to, Generator? generator = null)
        {
            if (to < from) throw new ArgumentException($"uniform_: the range from {from} to {to} is empty.");
            return Draw("uniform_", target =>
            {
                RandomOps.Uniform(target, generator);
                Scale(target, to - from, from);
            });
        }

        public Tensor bernoulli_(double p = 0.5, Generator? generator = null)
        {
            if (p is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(p), p, "bernoulli_: a probability lies between 0 and 1.");
            return Draw("bernoulli_", target =>
            {
                using var uniform = RandomOps.Rand(target.Sizes, ScalarType.Float32, null, false, generator);
                using var success = uniform.lt(p);
                CopyOps.CopyData(success, target);
            });
        }

        public Tensor bernoulli(Generator? generator = null)
        {
            using var uniform = RandomOps.Rand(Sizes, ScalarType.Float32, null, false, generator);
            using var success = uniform.lt(this);
            return CopyOps.Convert(success, dtype);
        }

        /// <summary>Draws column numbers with probability proportional to the values of each row.</summary>
        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) =>
            Multinomial.Draw(this, num_samples, replacement, generator);

        private static void Scale(Tensor target, double factor, double shift)
        {
            if (factor != 1) PointwiseOps.Into<MulKernel>(target, target, factor, swapped: false);
            if (shift != 0) PointwiseOps.Into<AddKernel>(target, target, shift, swapped: false);
        }

        private Tensor Draw(string operation, Action<Tensor> fill)
        {
            InPlace.Check(operation, this);
            if (dtype.IsReduced())
            {
                using var wide = Allocate(Sizes, ScalarType.Float32);
                fill(wide);
                CopyOps.CopyData(wide, this);
            }
            else
            {
                fill(this);
            }

            InPlace.Changed(this, default);
            return this;
        }
    }
}
