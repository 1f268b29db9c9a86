using System.CommandLine;
using TransferLearning.Training;

namespace Course.Classification;

/// <summary>The settings of a training as options: one for each of <see cref="TrainingArguments"/>, made from it.</summary>
internal sealed class TrainingOptions
{
    /// <summary>Short names of what is set most often.</summary>
    private static readonly Dictionary<string, string> s_aliases = new()
    {
        [nameof(TrainingArguments.NumTrainEpochs)] = "--epochs",
        [nameof(TrainingArguments.PerDeviceTrainBatchSize)] = "--batch-size",
    };

    private readonly TrainingArguments _defaults;
    private readonly List<(TrainingSetting Setting, Option<string?> Option)> _options;

    private readonly Option<FileInfo?> _file = new("--arguments")
    {
        Description = "A JSON file with settings under Hugging Face's names (learning_rate, …); what it leaves out has Hugging Face's default. Options override it.",
    };

    /// <summary>Makes the options.</summary>
    /// <param name="defaults">What holds where neither a file nor an option says otherwise.</param>
    /// <param name="ownOptions">Properties that the command sets by an option of its own, and that option.</param>
    public TrainingOptions(TrainingArguments defaults, IReadOnlyDictionary<string, string> ownOptions)
    {
        _defaults = defaults;
        var descriptions = new SettingDescriptions(ownOptions);
        _options = [.. TrainingSetting.All.Where(setting => !ownOptions.ContainsKey(setting.PropertyName)).Select(setting => (setting, OptionOf(setting, descriptions)))];
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_file);
        foreach (var (_, option) in _options)
            command.Options.Add(option);
    }

    /// <summary>The settings that the user asked for, checked.</summary>
    /// <exception cref="ArgumentException">A value is none, or out of its range.</exception>
    public TrainingArguments Read(ParseResult parsed)
    {
        var arguments = parsed.GetValue(_file) is { } file ? TrainingArguments.FromJsonFile(file.FullName) : _defaults;
        var given =
            from pair in _options
            where parsed.GetResult(pair.Option) is { Implicit: false }
            select KeyValuePair.Create(pair.Setting, parsed.GetValue(pair.Option) ?? "true");
        arguments = arguments.With(given);
        arguments.Validate();
        return arguments;
    }

    private Option<string?> OptionOf(TrainingSetting setting, SettingDescriptions descriptions)
    {
        var value = setting.ValueIn(_defaults);
        string[] aliases = s_aliases.TryGetValue(setting.PropertyName, out var alias) ? [alias] : [];
        return new Option<string?>(setting.OptionName, aliases)
        {
            Description = $"{descriptions.Of(setting)} [default: {value ?? "none"}]",
            HelpName = setting.ValueName,
            Arity = setting.IsSwitch ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne,
        };
    }
}
