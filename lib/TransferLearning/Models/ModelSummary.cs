using System.Globalization;
using TransferLearning.Charts;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TransferLearning.Models;

/// <summary>A model's tree of modules, in the manner of Python's torchinfo: what shape each gives, its weights, its multiply-adds; as text and as a notebook's table.</summary>
/// <remarks>Multiply-adds are those of matrix products, attention's among them; torchinfo leaves out attention's, and counts a linear layer once a text and not once a token.</remarks>
public sealed class ModelSummary : RichOutput
{
    private readonly ModelTrace? trace;

    private ModelSummary(Module model, int maxDepth, ModelTrace? trace)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxDepth);
        this.trace = trace;
        Bytes = model.parameters().Sum(parameter => parameter.NumberOfElements * parameter.ElementSize);
        var rows = new List<ModelSummaryRow>();
        Visit(model, model.GetName(), 0);
        Rows = rows;

        void Visit(Module module, string name, int depth)
        {
            var shapes = module.named_parameters(recurse: false).Select(pair => $"{pair.name} {Shape(pair.parameter.shape)}");
            rows.Add(new(depth, name, TypeName(module), trace?.ShapeOf(module), string.Join(", ", shapes), Count(module, false), Count(module, true), trace?.MultiplyAddsOf(module)));
            if (depth == maxDepth) return;
            foreach (var (childName, child) in module.named_children()) Visit(child, childName, depth + 1);
        }
    }

    /// <summary>The modules, each parent before its children.</summary>
    public IReadOnlyList<ModelSummaryRow> Rows { get; }

    /// <summary>The number of weights.</summary>
    public long Parameters => Rows[0].Parameters;

    /// <summary>The number of weights that are not frozen.</summary>
    public long Trainable => Rows[0].Trainable;

    /// <summary>What the weights take in memory, in bytes.</summary>
    public long Bytes { get; }

    /// <summary>The multiply-adds of one forward; null if the model was not run.</summary>
    public long? MultiplyAdds => Rows[0].MultiplyAdds;

    /// <summary>What the layers' results take in memory, in bytes, which is what training keeps; null if the model was not run.</summary>
    public long? ActivationBytes => trace?.ActivationBytes;

    /// <summary>Summarises a model without running it: no output shapes and no multiply-adds.</summary>
    /// <param name="model">Any module, also one that is not of this library.</param>
    /// <param name="maxDepth">How deep to go, from 0 up; 3 shows the layers of a transformer, 6 everything.</param>
    public static ModelSummary Of(Module model, int maxDepth = 3)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new ModelSummary(model, maxDepth, trace: null);
    }

    /// <summary>Summarises a model as it takes a batch of texts, by running it once.</summary>
    /// <param name="model">A model of this library.</param>
    /// <param name="batchSize">The number of texts, from 1 up.</param>
    /// <param name="tokens">Their length in tokens, from 1 up.</param>
    /// <param name="maxDepth">How deep to go, from 0 up; 3 shows the layers of a transformer, 6 everything.</param>
    /// <exception cref="ArgumentException">The model takes no texts of that length.</exception>
    public static ModelSummary Of(PreTrainedModel model, int batchSize, int tokens, int maxDepth = 3)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tokens);
        return Of(model, () => model.MainOutput(zeros(batchSize, tokens, dtype: ScalarType.Int64, device: model.Device)), maxDepth);
    }

    /// <summary>Summarises any model, by running it once.</summary>
    /// <param name="model">Any module.</param>
    /// <param name="forward">Calls the model and returns its result.</param>
    /// <param name="maxDepth">How deep to go, from 0 up.</param>
    public static ModelSummary Of(Module model, Func<Tensor> forward, int maxDepth = 3)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(forward);
        return new ModelSummary(model, maxDepth, ModelTrace.Of(model, forward));
    }

    /// <inheritdoc/>
    public override string ToHtml() => Table().ToHtml();

    /// <inheritdoc/>
    public override string ToPlainText() => Table().ToPlainText();

    private Table Table()
    {
        var columns = new List<(TableColumn Column, Func<ModelSummaryRow, object?> Value)> { (new("Module", Alignment: Alignment.Left), Label) };
        if (trace is not null) columns.Add((new("Output", Alignment: Alignment.Left), row => row.OutputShape is { } shape ? Shape(shape) : "not used"));
        columns.Add((new("Weights", Alignment: Alignment.Left), row => row.Shapes));
        columns.Add((new("Parameters", "N0"), row => row.Parameters));
        columns.Add((new("Trainable", "N0"), row => row.Trainable));
        if (trace is not null) columns.Add((new("Multiply-adds", "N0"), row => row.MultiplyAdds));

        var table = new Table([.. columns.Select(column => column.Column)]) { Caption = Totals() };
        foreach (var row in Rows) table.AddRow([.. columns.Select(column => column.Value(row))]);
        return table;
    }

    private string Totals()
    {
        var weights = string.Create(CultureInfo.InvariantCulture, $"{Parameters:N0} parameters, {Trainable:N0} of them trainable, {Bytes / 1e6:0.0} MB");
        return trace is null
            ? weights
            : string.Create(CultureInfo.InvariantCulture, $"{weights}; one forward: {MultiplyAdds / 1e6:N1} million multiply-adds, {trace.ActivationBytes / 1e6:N1} MB of activations");
    }

    // Spaces at the start of a cell vanish in HTML, these do not.
    private static string Label(ModelSummaryRow row) => new string('\u00a0', 2 * row.Depth) + (row.Depth == 0 ? row.Type : $"{row.Name}: {row.Type}");

    private static string Shape(IReadOnlyList<long> shape) => $"[{string.Join(", ", shape)}]";

    private static long Count(Module module, bool trainableOnly) =>
        module.parameters().Where(parameter => !trainableOnly || parameter.requires_grad).Sum(parameter => parameter.NumberOfElements);

    private static string TypeName(Module module) => module.GetType().Name.Split('`')[0];
}
