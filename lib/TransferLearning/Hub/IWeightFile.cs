using static TorchSharp.torch;

namespace TransferLearning.Hub;

/// <summary>A file of named tensors.</summary>
internal interface IWeightFile : IDisposable
{
    /// <summary>The tensors.</summary>
    IReadOnlyList<SafeTensorsEntry> Entries { get; }

    /// <summary>Whether the file holds a tensor of this name.</summary>
    bool Contains(string name);

    /// <summary>Copies one tensor's values into an existing tensor of the same shape, converting the element type where they differ.</summary>
    void CopyTo(string name, Tensor target);

    /// <summary>Reads one tensor of floating-point numbers as float32, in row-major order.</summary>
    void ReadSingles(string name, Span<float> target);
}
