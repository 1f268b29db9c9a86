using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using TorchSharp.Kernels;

namespace TransferLearning.Inference.Kernels;

/// <summary>A matrix of whole numbers of eight bits, each row of which stands for its numbers times the row's scale.</summary>
/// <param name="Values">[rows, columns] from -127 to 127, row by row.</param>
/// <param name="Scales">[rows].</param>
internal sealed record Int8Matrix(sbyte[] Values, float[] Scales)
{
    /// <summary>The largest of the whole numbers. -128 is not used, so that numbers and their negatives are treated alike.</summary>
    public const int Largest = 127;

    /// <summary>Rounds each row to 255 evenly spaced values about 0, the outermost of which is the row's largest number.</summary>
    [MethodImpl(Simd.Hot)]
    public static Int8Matrix Quantize(ReadOnlySpan<float> values, int rows, int columns)
    {
        var (steps, scales) = (new sbyte[values.Length], new float[rows]);
        var scaled = new float[columns];
        for (var row = 0; row < rows; row++)
        {
            var from = values.Slice(row * columns, columns);
            var largest = Math.Abs(TensorPrimitives.MaxMagnitude(from));
            if (largest == 0) continue;
            scales[row] = largest / Largest;
            TensorPrimitives.Multiply(from, Largest / largest, scaled);
            TensorPrimitives.Round(scaled, scaled);
            TensorPrimitives.ConvertSaturating<float, sbyte>(scaled, steps.AsSpan(row * columns, columns));
        }

        return new Int8Matrix(steps, scales);
    }
}
