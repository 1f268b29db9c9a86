using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TransferLearning.Models;

/// <summary>Layers without values yet: a model gives all its parameters values at once, from a file or from its initialisation.</summary>
internal static class Layers
{
    // The width at which published models begin; the course's own are narrower.
    private const int WideTable = 512;

    /// <summary>A linear layer from <paramref name="inputs"/> to <paramref name="outputs"/> numbers.</summary>
    public static Linear Linear(int inputs, int outputs) => nn.Linear(nn.Parameter(empty(outputs, inputs)), nn.Parameter(empty(outputs)));

    /// <summary>A table of <paramref name="rows"/> vectors. The row <paramref name="paddingIndex"/> gets no gradient when it is looked up.</summary>
    /// <remarks>
    /// The random values with which <c>nn.Embedding</c> starts take three times as long as loading the table of a whole language does. A wide table therefore starts
    /// without; a narrow one keeps them, and with them the random numbers that the layers after it get from a seed.
    /// </remarks>
    public static Embedding Embedding(int rows, int columns, int? paddingIndex = null) => columns >= WideTable
        ? nn.Embedding_from_pretrained(empty(rows, columns), freeze: false, padding_idx: paddingIndex)
        : nn.Embedding(rows, columns, paddingIndex);

    /// <summary>A bias of its own, for a layer whose weights lie elsewhere.</summary>
    public static Parameter Bias(int size) => nn.Parameter(zeros(size));
}
