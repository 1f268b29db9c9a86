using System.Diagnostics;
using TransferLearning.Hub;

namespace TransferLearning.Models;

/// <summary>Loads a model: folder, configuration, weights, report.</summary>
internal static class Pretrained
{
    /// <summary>What may go wrong without an exception, and where to look.</summary>
    public sealed record Rules(bool IgnoreMismatchedSizes, bool AllowMissing, string Revision);

    /// <summary>Loads a model from a folder in Hugging Face's layout.</summary>
    /// <param name="nameOrFolder">A folder; else the name of a checkpoint under the repository's <c>data/checkpoints</c>; else a name on the Hugging Face Hub, which is downloaded unless the cache holds it.</param>
    /// <param name="labels">The labels' names, which set the classifier's size; those of the checkpoint if null.</param>
    /// <param name="configure">Changes the configuration before the model is built, for example <c>c => c with { HiddenDropoutProb = 0.2 }</c>.</param>
    /// <param name="create">Makes the model, without values.</param>
    /// <param name="rules">
    /// <c>ignoreMismatchedSizes</c>: mis-shaped tensors are initialised afresh instead of failing. <c>allowMissing</c>: so are missing tensors of the body.
    /// <c>revision</c>: the branch, tag or commit on the Hub.
    /// </param>
    /// <exception cref="DirectoryNotFoundException">There is no such model; the message lists what was looked at.</exception>
    /// <exception cref="HubException">The download failed; the message says what to do.</exception>
    /// <exception cref="InvalidDataException">The configuration or the weights do not fit; the message lists every tensor.</exception>
    public static TModel Load<TModel, TConfig>(string nameOrFolder, IReadOnlyList<string>? labels, Func<TConfig, TConfig>? configure, Func<TConfig, TModel> create, Rules rules)
        where TModel : PreTrainedModel
        where TConfig : PretrainedConfig, new()
    {
        var folder = ModelFolder.Resolve(nameOrFolder, rules.Revision);

        // In memory the weights are floating-point numbers again, and so they will be saved.
        var config = PretrainedConfig.Read<TConfig>(folder) with { Quantization = null };
        if (labels is not null) config = (TConfig)config.WithLabels(labels);
        if (configure is not null) config = configure(config);

        var files = folder.WeightFiles();
        if (!rules.AllowMissing) CheckSize(folder, config, files);
        var model = create(config);
        try
        {
            model.LoadReport = LoadWeights(model, folder, files, rules);
            model.eval();
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private static LoadReport LoadWeights(PreTrainedModel model, ModelFolder folder, IReadOnlyList<string> files, Rules rules)
    {
        var parameters = model.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter, StringComparer.Ordinal);
        var loaded = new HashSet<string>(StringComparer.Ordinal);
        var mismatched = new List<MismatchedTensor>();
        var unexpected = new List<string>();
        var names = new WeightNames(model, parameters.Keys);
        foreach (var path in files)
        {
            using var file = DequantizedWeights.OpenAny(path);
            foreach (var entry in file.Entries)
            {
                if (names.Resolve(entry.Name, file.Contains) is not { } name)
                {
                    if (!model.IsConstant(entry.Name) && !names.IsTiedDuplicate(entry.Name, file.Contains)) unexpected.Add(entry.ToString());
                    continue;
                }

                var parameter = parameters[name];
                if (!entry.Shape.SequenceEqual(parameter.shape)) mismatched.Add(new(name, entry.Shape, parameter.shape));
                else if (!loaded.Add(name)) throw new InvalidDataException($"'{folder.Path}' holds the parameter '{name}' twice; the second time as '{entry.Name}'. Fetch or write the files again.");
                else file.CopyTo(entry.Name, parameter);
            }
        }

        var wrong = mismatched.Select(m => m.Name).ToHashSet(StringComparer.Ordinal);
        var absent = parameters.Keys.Where(name => !loaded.Contains(name) && !wrong.Contains(name)).ToList();
        var report = new LoadReport
        {
            Model = model.GetType().Name,
            Source = folder.Path,
            Loaded = [.. loaded],
            Unexpected = unexpected,
            Mismatched = mismatched,
            Missing = [.. absent.Where(name => !model.BelongsToHead(name)).Select(Describe)],
            NewlyInitialized = [.. parameters.Keys.Where(name => !loaded.Contains(name)).Select(Describe)],
        };
        ThrowIfRefused(report, rules);
        if (!report.IsExact) Trace.TraceWarning(report.ToString());
        model.InitializeWeights(except: loaded);
        return report;

        string Describe(string name) => $"{name} [{string.Join(", ", parameters[name].shape)}]";
    }

    /// <summary>Refuses a configuration that asks for far more weights than the files can hold, before memory is taken for them.</summary>
    private static void CheckSize(ModelFolder folder, PretrainedConfig config, IReadOnlyList<string> files)
    {
        const double MostWeightsPerByte = 2;
        var bytes = files.Sum(SizeOf);
        if (config.ApproximateWeights > (MostWeightsPerByte * bytes) + 1_000_000)
        {
            throw new InvalidDataException(
                $"'{folder.ConfigPath}' describes a model of about {config.ApproximateWeights:N0} weights, and the files of weights beside it have {bytes:N0} bytes: one of the two is wrong or incomplete. " +
                "Fetch both again; to start such a model from fresh weights, pass allowMissing: true.");
        }

        // Through the opened file, because in the Hub's cache the paths are links.
        static long SizeOf(string path)
        {
            using var file = File.OpenHandle(path);
            return RandomAccess.GetLength(file);
        }
    }

    private static void ThrowIfRefused(LoadReport report, Rules rules)
    {
        var mismatched = report.Mismatched.Count > 0 && !rules.IgnoreMismatchedSizes;
        var missing = report.Missing.Count > 0 && !rules.AllowMissing;
        if (!mismatched && !missing) return;

        var advice = (mismatched, missing) switch
        {
            (true, false) => "If the mis-shaped tensors are a head for other labels, pass ignoreMismatchedSizes: true and train it anew.",
            (false, true) => "The checkpoint belongs to another architecture or is incomplete. To initialise what is missing afresh, pass allowMissing: true.",
            _ => "The checkpoint does not belong to this configuration. To go on all the same, pass ignoreMismatchedSizes: true and allowMissing: true.",
        };
        throw new InvalidDataException($"The weights do not fit the model. {advice}{Environment.NewLine}{report}");
    }
}
