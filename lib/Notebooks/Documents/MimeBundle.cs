using System.Text.Json.Nodes;

namespace Notebooks.Documents;

/// <summary>One value in several representations, by MIME type; nbformat's <c>data</c>.</summary>
public sealed class MimeBundle
{
    /// <summary>The MIME type of HTML.</summary>
    public const string Html = "text/html";

    /// <summary>The MIME type of plain text.</summary>
    public const string PlainText = "text/plain";

    /// <summary>The MIME type of Markdown.</summary>
    public const string Markdown = "text/markdown";

    private readonly SortedDictionary<string, JsonNode?> _data = new(StringComparer.Ordinal);

    /// <summary>Makes an empty bundle.</summary>
    public MimeBundle()
    {
    }

    /// <summary>Makes a bundle with one representation.</summary>
    public MimeBundle(string mimeType, string text) => Set(mimeType, text);

    internal MimeBundle(JsonObject data)
    {
        foreach (var (mimeType, value) in data)
            _data[mimeType] = value?.DeepClone();
    }

    /// <summary>The MIME types present, in ordinal order.</summary>
    public IReadOnlyCollection<string> MimeTypes => _data.Keys;

    /// <summary>Sets the representation of one MIME type.</summary>
    /// <param name="mimeType">The MIME type, such as <c>text/html</c>.</param>
    /// <param name="text">The text; base64 for binary types such as <c>image/png</c>.</param>
    public void Set(string mimeType, string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(mimeType);
        ArgumentNullException.ThrowIfNull(text);
        _data[mimeType] = IsLineSplit(mimeType) ? MultilineText.Write(text) : text;
    }

    /// <summary>The text of one representation; null when it is absent. A JSON representation is given as JSON text.</summary>
    public string? Text(string mimeType) =>
        _data.TryGetValue(mimeType, out var value) ? MultilineText.Read(value) ?? value?.ToJsonString() : null;

    /// <summary>The number of characters in all representations.</summary>
    internal long Length => _data.Values.Sum(value => (long)(MultilineText.Read(value) ?? value?.ToJsonString() ?? "").Length);

    /// <summary>The bundle as messages carry it: text is one string there, not a list of lines.</summary>
    internal JsonObject ToMessage()
    {
        var json = new JsonObject();
        foreach (var (mimeType, value) in _data)
            json[mimeType] = MultilineText.Read(value) is { } text ? text : value?.DeepClone();
        return json;
    }

    internal JsonObject ToJson()
    {
        var json = new JsonObject();
        foreach (var (mimeType, value) in _data)
            json[mimeType] = value?.DeepClone();
        return json;
    }

    // The types that nbformat splits into lines; everything else (base64 images) stays one string.
    private static bool IsLineSplit(string mimeType) =>
        mimeType.StartsWith("text/", StringComparison.Ordinal) || mimeType is "image/svg+xml" or "application/javascript";
}
