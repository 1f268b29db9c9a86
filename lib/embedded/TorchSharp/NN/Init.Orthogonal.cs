namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class init
        {
            /// <summary>Fills with a (semi-)orthogonal matrix (Saxe et al. 2014), times <paramref name="gain"/>.</summary>
            /// <param name="tensor">A weight of two or more dimensions; those after the first count as one.</param>
            /// <param name="gain">What the matrix is multiplied by.</param>
            public static Tensor orthogonal_(Tensor tensor, double gain = 1.0)
            {
                long[] shape = tensor.shape;
                if (shape.Length < 2)
                    throw new ArgumentException($"orthogonal_ needs a weight of two or more dimensions, not [{string.Join(", ", shape)}].", nameof(tensor));
                int rows = checked((int)shape[0]), columns = checked((int)(tensor.numel() / shape[0]));

                return Fill(tensor, () =>
                {
                    bool wide = rows < columns;
                    double[] vectors = [.. randn(Math.Min(rows, columns), Math.Max(rows, columns), dtype: ScalarType.Float64).data<double>()];
                    Orthonormalize(vectors, Math.Min(rows, columns), Math.Max(rows, columns));
                    var basis = torch.tensor(vectors, [Math.Min(rows, columns), Math.Max(rows, columns)]).mul_(gain);
                    tensor.copy_((wide ? basis : basis.t()).reshape(shape));
                });
            }

            // Gram and Schmidt, modified, twice over: once leaves errors of the size of the condition number.
            private static void Orthonormalize(Span<double> vectors, int count, int length)
            {
                for (int i = 0; i < count; i++)
                {
                    var current = vectors.Slice(i * length, length);
                    for (int pass = 0; pass < 2; pass++)
                        for (int j = 0; j < i; j++)
                        {
                            var other = vectors.Slice(j * length, length);
                            double projection = System.Numerics.Tensors.TensorPrimitives.Dot<double>(current, other);
                            for (int k = 0; k < length; k++) current[k] -= projection * other[k];
                        }
                    double norm = System.Numerics.Tensors.TensorPrimitives.Norm<double>(current);
                    System.Numerics.Tensors.TensorPrimitives.Divide(current, norm, current);
                }
            }
        }
    }
}
