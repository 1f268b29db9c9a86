using TransferLearning.Models;
using static TorchSharp.torch;

namespace TransferLearning.Compression;

/// <summary>Cuts attention heads and inner features out of a classifier, so that its matrices become smaller and it becomes faster (Michel et al. 2019; McCarley et al. 2019).</summary>
public static class StructuredPruning
{
    /// <summary>Makes the smaller classifier. Fine-tune it for an epoch or so, and most of what was lost comes back.</summary>
    /// <param name="model">The classifier; it is left as it is.</param>
    /// <param name="importance">What <see cref="Importance.Measure"/> says of it.</param>
    /// <param name="options">How much to cut away.</param>
    /// <exception cref="ArgumentException">A share is out of range, or the importance is another model's.</exception>
    /// <exception cref="NotSupportedException">The model is no encoder.</exception>
    public static SequenceClassificationModel Prune(SequenceClassificationModel model, Importance importance, StructuredPruningOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(importance);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var names = CompressedModels.Names(model);
        var config = model.Config;
        var layers = Enumerable.Range(0, config.Depth).ToList();
        if (importance.Heads.Count != config.Depth || layers.Any(layer => (importance.Heads[layer].Length, importance.Features[layer].Length) != config.LayerSize(layer)))
            throw new ArgumentException("The importance belongs to a model of another shape: measure it on this one.", nameof(importance));

        var heads = Keep(importance.Heads, options.Heads, acrossLayers: true);
        var features = Keep(importance.Features, options.Features, options.FeaturesAcrossLayers);
        var smaller = CompressedModels.Create(model, Shrink(config, heads, features));
        var headSize = config.Width / config.UnprunedLayer!.Value.Heads;
        var cuts = new Dictionary<string, (long Dimension, int[] Kept)>(StringComparer.Ordinal);
        foreach (var layer in layers)
        {
            int[] columns = [.. heads[layer].SelectMany(head => Enumerable.Range(head * headSize, headSize))];
            foreach (var part in (string[])[names.Query, names.Key, names.Value]) CutRows(names.Layer(layer, part), columns);
            cuts[names.Layer(layer, names.AttentionOutput) + ".weight"] = (1, columns);
            CutRows(names.Layer(layer, names.Inner), features[layer]);
            cuts[names.Layer(layer, names.Outer) + ".weight"] = (1, features[layer]);
        }

        CompressedModels.Fill(smaller, model, name => name, (name, value) => cuts.TryGetValue(name, out var cut)
            ? value.index_select(cut.Dimension, tensor(cut.Kept.Select(i => (long)i).ToArray(), device: value.device))
            : value);
        return smaller;

        void CutRows(string linear, int[] rows)
        {
            cuts[linear + ".weight"] = (0, rows);
            cuts[linear + ".bias"] = (0, rows);
        }
    }

    /// <summary>The places that stay in each layer, in their order. Where all layers are looked at together, each keeps its best place at least.</summary>
    private static int[][] Keep(IReadOnlyList<float[]> scores, double share, bool acrossLayers)
    {
        if (!acrossLayers) return [.. scores.Select(layer => Best(layer, Math.Max(1, layer.Length - (int)(share * layer.Length))))];

        // Layers differ in how large their derivatives are altogether; as Michel et al. do, each layer's scores are divided by their length.
        var places = scores.SelectMany((layer, i) =>
        {
            var length = Math.Max(MathF.Sqrt(layer.Sum(score => score * score)), float.Epsilon);
            var best = Array.IndexOf(layer, layer.Max());
            return layer.Select((score, place) => (Layer: i, Place: place, Score: place == best ? float.PositiveInfinity : score / length));
        }).ToList();
        var kept = places.OrderByDescending(place => place.Score).Take(Math.Max(scores.Count, places.Count - (int)(share * places.Count))).ToLookup(place => place.Layer, place => place.Place);
        return [.. scores.Select((_, layer) => kept[layer].Order().ToArray())];
    }

    private static int[] Best(float[] scores, int count) => [.. Enumerable.Range(0, scores.Length).OrderByDescending(place => scores[place]).Take(count).Order()];

    private static PretrainedConfig Shrink(PretrainedConfig config, int[][] heads, int[][] features)
    {
        var pruned = new SortedDictionary<int, IReadOnlyList<int>>();
        for (var layer = 0; layer < heads.Length; layer++)
        {
            var before = config.PrunedHeads?.GetValueOrDefault(layer) ?? [];
            int[] present = [.. Enumerable.Range(0, config.UnprunedLayer!.Value.Heads).Except(before)];
            var kept = heads[layer].Select(head => present[head]).ToHashSet();
            int[] gone = [.. Enumerable.Range(0, config.UnprunedLayer!.Value.Heads).Where(head => !kept.Contains(head))];
            if (gone.Length > 0) pruned[layer] = gone;
        }

        var widths = features.Select(layer => layer.Length).ToList();
        var same = widths.Distinct().Count() == 1;
        var smaller = config with { PrunedHeads = pruned.Count > 0 ? pruned : null, IntermediateSizes = same ? null : widths };
        return (smaller, same) switch
        {
            (BertConfig bert, true) => bert with { IntermediateSize = widths[0] },
            (DistilBertConfig distilBert, true) => distilBert with { HiddenDim = widths[0] },
            _ => smaller,
        };
    }
}
