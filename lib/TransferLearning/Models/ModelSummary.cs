using System.Globalization;
using System.Text;
using static TorchSharp.torch.nn;

namespace TransferLearning.Models;

/// <summary>One module of a model.</summary>
/// <param name="Depth">How deep it lies: 0 for the model itself.</param>
/// <param name="Name">Its name in its parent.</param>
/// <param name="Type">Its class.</param>
/// <param name="Shapes">The shapes of the parameters that it holds itself, for example <c>weight [2, 256], bias [2]</c>.</param>
/// <param name="Parameters">The number of weights in it and below.</param>
/// <param name="Trainable">How many of these are not frozen.</param>
public sealed record ModelSummaryRow(int Depth, string Name, string Type, string Shapes, long Parameters, long Trainable);

/// <summary>A model's tree of modules with the numbers of their weights, in the manner of Python's torchinfo.</summary>
public sealed class ModelSummary
{
    private ModelSummary(IReadOnlyList<ModelSummaryRow> rows, long bytes)
    {
        Rows = rows;
        Bytes = bytes;
    }

    /// <summary>The modules, each parent before its children.</summary>
    public IReadOnlyList<ModelSummaryRow> Rows { get; }

    /// <summary>The number of weights.</summary>
    public long Parameters => Rows[0].Parameters;

    /// <summary>The number of weights that are not frozen.</summary>
    public long Trainable => Rows[0].Trainable;

    /// <summary>What the weights take in memory, in bytes.</summary>
    public long Bytes { get; }

    /// <summary>Summarises a model.</summary>
    /// <param name="model">Any module, also one that is not of this library.</param>
    /// <param name="maxDepth">How deep to go, from 0 up; 3 shows the layers of a transformer, 6 everything.</param>
    public static ModelSummary Of(Module model, int maxDepth = 3)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfNegative(maxDepth);
        var rows = new List<ModelSummaryRow>();
        Visit(model, model.GetName(), 0);
        return new ModelSummary(rows, model.parameters().Sum(parameter => parameter.NumberOfElements * parameter.ElementSize));

        void Visit(Module module, string name, int depth)
        {
            var shapes = module.named_parameters(recurse: false).Select(pair => $"{pair.name} [{string.Join(", ", pair.parameter.shape)}]");
            rows.Add(new(depth, name, TypeName(module), string.Join(", ", shapes), Count(module, false), Count(module, true)));
            if (depth == maxDepth) return;
            foreach (var (childName, child) in module.named_children()) Visit(child, childName, depth + 1);
        }
    }

    /// <summary>The summary as a table of text.</summary>
    public override string ToString()
    {
        var names = Rows.Select(row => $"{new string(' ', 2 * row.Depth)}{row.Name}: {row.Type}").ToList();
        var nameWidth = names.Max(name => name.Length);
        var shapeWidth = Math.Max("Shapes".Length, Rows.Max(row => row.Shapes.Length));
        var text = new StringBuilder();
        text.AppendLine($"{"Module".PadRight(nameWidth)}  {"Shapes".PadRight(shapeWidth)}  {"Parameters",13}  {"Trainable",13}");
        foreach (var (name, row) in names.Zip(Rows))
            text.AppendLine($"{name.PadRight(nameWidth)}  {row.Shapes.PadRight(shapeWidth)}  {Number(row.Parameters),13}  {Number(row.Trainable),13}");

        var megabytes = (Bytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture);
        return text.Append($"{Number(Parameters)} parameters, {Number(Trainable)} of them trainable, {megabytes} MB").ToString();
    }

    private static long Count(Module module, bool trainableOnly) =>
        module.parameters().Where(parameter => !trainableOnly || parameter.requires_grad).Sum(parameter => parameter.NumberOfElements);

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string TypeName(Module module) => module.GetType().Name.Split('`')[0];
}
