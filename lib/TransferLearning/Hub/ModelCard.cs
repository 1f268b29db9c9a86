using System.Text;

namespace TransferLearning.Hub;

/// <summary>A model card: the README.md beside a model's weights, with the metadata that the Hugging Face Hub reads.</summary>
public sealed record ModelCard
{
    /// <summary>The model's name, the card's title.</summary>
    public required string Name { get; init; }

    /// <summary>What the model is, in a sentence or two.</summary>
    public required string Summary { get; init; }

    /// <summary>The language code, for example <c>en</c>; left out if null.</summary>
    public string? Language { get; init; }

    /// <summary>The licence's SPDX identifier; left out if null.</summary>
    public string? License { get; init; }

    /// <summary>The Hub's name of the task, for example <c>text-classification</c> or <c>fill-mask</c>.</summary>
    public string? PipelineTag { get; init; }

    /// <summary>The checkpoint that this one was trained from; left out if null.</summary>
    public string? BaseModel { get; init; }

    /// <summary>Facts for the card's table, for example the number of parameters.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Facts { get; init; } = [];

    /// <summary>Further sections: title and text.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Sections { get; init; } = [];

    /// <summary>The card as Markdown with a YAML header.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder("---\n");
        Header("language", Language);
        Header("license", License);
        Header("pipeline_tag", PipelineTag);
        Header("base_model", BaseModel);
        text.Append("library_name: transformers\n---\n\n");
        text.Append($"# {Name}\n\n{Summary}\n");

        if (Facts.Count > 0)
        {
            text.Append("\n| | |\n|---|---|\n");
            foreach (var (key, value) in Facts) text.Append($"| {Cell(key)} | {Cell(value)} |\n");
        }

        foreach (var (title, body) in Sections) text.Append($"\n## {title}\n\n{body}\n");
        return text.ToString();

        void Header(string key, string? value)
        {
            if (value is not null) text.Append($"{key}: {Quote(value)}\n");
        }
    }

    private static string Cell(string value) => value.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");

    /// <summary>YAML in double quotes where the plain form could be read otherwise.</summary>
    private static string Quote(string value) =>
        value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/')
            ? value
            : $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).ReplaceLineEndings(" ")}\"";
}
