using TransferLearning.Hub;
using TransferLearning.Inference.Kernels;

namespace TransferLearning.Inference.Encoders;

/// <summary>A classifier's weights, packed for the kernels.</summary>
internal sealed class EncoderWeights : IDisposable
{
    private EncoderWeights(EncoderShape shape, Embeddings embeddings, EncoderLayer[] layers, (Linear? Linear, LayerNorm? Norm, HeadStep Step)[] head)
    {
        Shape = shape;
        Embeddings = embeddings;
        Layers = layers;
        Head = head;
    }

    public EncoderShape Shape { get; }

    public Embeddings Embeddings { get; }

    public EncoderLayer[] Layers { get; }

    /// <summary>The head, step by step; each is a linear layer or a norm. An array, because going through it allocates nothing.</summary>
    public (Linear? Linear, LayerNorm? Norm, HeadStep Step)[] Head { get; }

    /// <summary>The type in which the large products are computed.</summary>
    public string Precision => Layers.Any(layer => layer.Linears.Any(linear => linear is Int8Linear)) ? "int8" : "float32";

    /// <summary>The memory that the weights take, in bytes.</summary>
    public long Bytes => Embeddings.Bytes + Layers.Sum(layer => layer.Bytes) + Head.Sum(step => step.Linear?.Bytes ?? 0);

    /// <summary>Loads the weights of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="shape">What its configuration says.</param>
    /// <param name="factory">Makes the linear layers.</param>
    /// <exception cref="InvalidDataException">Weights are damaged, missing or mis-shaped.</exception>
    public static EncoderWeights Load(ModelFolder folder, EncoderShape shape, LinearFactory factory)
    {
        using var source = new WeightSource(folder);
        source.RequireHead(shape);
        var layers = new EncoderLayer?[shape.Layers.Count];
        Embeddings? embeddings = null;

        // Each goes from the file to its place by way of one thread's memory.
        try
        {
            Parallel.For(-1, layers.Length, i =>
            {
                if (i < 0) embeddings = LoadEmbeddings(source, shape);
                else layers[i] = LoadLayer(source, shape, factory, i);
            });
            return new EncoderWeights(shape, embeddings!, [.. layers.Select(layer => layer!)], [.. LoadHead(source, shape, factory)]);
        }
        catch (Exception error)
        {
            embeddings?.Dispose();
            foreach (var layer in layers) layer?.Dispose();
            if (error is AggregateException { InnerExceptions: [InvalidDataException or NotSupportedException, ..] several }) throw several[0];
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Embeddings.Dispose();
        foreach (var layer in Layers) layer.Dispose();
        foreach (var (linear, _, _) in Head) linear?.Dispose();
    }

    private static Embeddings LoadEmbeddings(WeightSource source, EncoderShape shape)
    {
        var names = shape.Names;
        return new Embeddings(
            source.Table(names.Embedding("word_embeddings"), shape.VocabSize, shape.Width),
            source.Table(names.Embedding("position_embeddings"), shape.Positions, shape.Width),
            shape.TypeVocabSize == 0 ? null : source.Table(names.Embedding("token_type_embeddings"), shape.TypeVocabSize, shape.Width),
            source.Norm(names.Embedding("LayerNorm"), shape.Width, shape.NormEpsilon));
    }

    private static EncoderLayer LoadLayer(WeightSource source, EncoderShape shape, LinearFactory factory, int index)
    {
        var (names, width) = (shape.Names, shape.Width);
        var (heads, intermediate) = shape.Layers[index];
        var attention = heads * shape.HeadSize;
        var keyFeature = EncoderLayer.KeyFeatureFor(attention);
        return new EncoderLayer(
            Make(width, keyFeature + (2 * attention), (0, names.Query, attention), (keyFeature, names.Key, attention), (keyFeature + attention, names.Value, attention)),
            Make(attention, width, (0, names.AttentionOutput, width)),
            source.Norm(names.Layer(index, names.AttentionNorm), width, shape.NormEpsilon),
            Make(width, intermediate, (0, names.Inner, intermediate)),
            Make(intermediate, width, (0, names.Outer, width)),
            source.Norm(names.Layer(index, names.OutputNorm), width, shape.NormEpsilon),
            heads,
            shape.HeadSize);

        Linear Make(int inputs, int outputs, params IReadOnlyList<(int First, string Part, int Outputs)> parts) => factory.Make(
            inputs, outputs, [.. parts.Select(part => (part.First, names.Layer(index, part.Part), source.Linear(names.Layer(index, part.Part), part.Outputs, inputs)))]);
    }

    private static List<(Linear?, LayerNorm?, HeadStep)> LoadHead(WeightSource source, EncoderShape shape, LinearFactory factory)
    {
        var steps = new List<(Linear?, LayerNorm?, HeadStep)>();
        var width = shape.Width;
        foreach (var step in shape.Head)
        {
            steps.Add(step.IsNorm
                ? (null, source.Norm(step.Name, step.Width, EncoderShape.HeadNormEpsilon), step)
                : (factory.Make(width, step.Width, (0, step.Name, source.Linear(step.Name, step.Width, width))), null, step));
            width = step.Width;
        }

        return steps;
    }
}
