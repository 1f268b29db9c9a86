namespace TransferLearning.Models;

/// <summary>A module that multiplies without a layer of its own for it: attention's products of activations, an output layer with borrowed weights.</summary>
internal interface IMultiplies
{
    /// <summary>How many multiply-adds that takes, those of its layers not among them.</summary>
    /// <param name="outputShape">The shape of what the module gave.</param>
    long MultiplyAdds(IReadOnlyList<long> outputShape);
}
