using static TorchSharp.torch;

namespace TransferLearning.Lessons;

/// <summary>Takes a tensor's numbers out, for charts and tables.</summary>
public static class TensorMatrix
{
    /// <summary>The numbers of a matrix: (rows, columns) as an array of rows and columns.</summary>
    /// <param name="tensor">A matrix of any number type, on any device.</param>
    /// <exception cref="ArgumentException">The tensor has not two dimensions.</exception>
    public static float[,] ToMatrix(this Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (tensor.dim() != 2)
            throw new ArgumentException($"The tensor has the shape {TensorCheck.Shape(tensor)}, and a matrix (rows, columns) is needed. Pick one of its matrices first, for example tensor[0].", nameof(tensor));

        using var scope = NewDisposeScope();
        var values = tensor.detach().to(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();
        var matrix = new float[tensor.shape[0], tensor.shape[1]];
        Buffer.BlockCopy(values, 0, matrix, 0, values.Length * sizeof(float));
        return matrix;
    }
}
