using System.Xml.Linq;
using TransferLearning.Training;

namespace Course.Classification;

/// <summary>What each training setting means: the documentation of <see cref="TrainingArguments"/>, which lies beside its assembly.</summary>
internal sealed class SettingDescriptions
{
    private readonly Dictionary<string, string> _summaries;
    private readonly IReadOnlyDictionary<string, string> _ownOptions;

    /// <summary>Reads the documentation.</summary>
    /// <param name="ownOptions">Properties that are set by an option of another name.</param>
    public SettingDescriptions(IReadOnlyDictionary<string, string> ownOptions)
    {
        _ownOptions = ownOptions;
        var prefix = $"P:{typeof(TrainingArguments).FullName}.";
        var path = Path.ChangeExtension(typeof(TrainingArguments).Assembly.Location, ".xml");
        _summaries = !File.Exists(path) ? [] : XDocument.Load(path).Descendants("member")
            .Where(member => member.Attribute("name")!.Value.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(member => member.Attribute("name")!.Value[prefix.Length..], member => PlainText(member.Element("summary")!));
    }

    /// <summary>The meaning of a setting; empty where the documentation is not there.</summary>
    public string Of(TrainingSetting setting) => _summaries.GetValueOrDefault(setting.PropertyName, "");

    private string PlainText(XElement summary) =>
        string.Join(' ', string.Concat(summary.Nodes().Select(PlainText)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private string PlainText(XNode node) => node switch
    {
        XElement element when element.Attribute("langword") is { } word => word.Value == "null" ? "none" : word.Value,
        XElement element when element.Attribute("cref") is { } reference => NameOf(reference.Value),
        XElement element => element.Value,
        _ => node.ToString(),
    };

    /// <summary>Another setting by its option; anything else by its own name.</summary>
    private string NameOf(string reference)
    {
        var name = reference[(reference.LastIndexOf('.') + 1)..];
        return _ownOptions.GetValueOrDefault(name) ?? TrainingSetting.All.FirstOrDefault(setting => setting.PropertyName == name)?.OptionName ?? name;
    }
}
