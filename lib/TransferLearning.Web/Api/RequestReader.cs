using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Unicode;

namespace TransferLearning.Web.Api;

/// <summary>Reads the bodies of requests, and says exactly what is wrong with one that is of no use.</summary>
internal static class RequestReader
{
    /// <summary>What a client that sends something else is told.</summary>
    public const string WantsJson = "The body must be JSON: send it with 'Content-Type: application/json', for example {\"review\": \"A film to love.\"}.";

    private static readonly JsonDocumentOptions s_strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>The texts of <c>{"review": …}</c> or <c>{"reviews": […]}</c>, and whether it was the latter.</summary>
    /// <exception cref="ProblemException">The body is something else.</exception>
    public static async Task<(IReadOnlyList<string> Texts, bool IsMany)> ReadReviewsAsync(HttpRequest request, int maxReviews)
    {
        using var body = await ReadAsync(request);
        var (review, reviews) = Members(body.RootElement, acceptsMany: true);
        return (review, reviews) switch
        {
            ({ } one, null) => ([Text(one, "'review'")], false),
            (null, { ValueKind: JsonValueKind.Array } many) => (Texts(many, maxReviews), true),
            (null, { } other) => throw Bad("wrong-type", $"'reviews' must be an array of strings, not {Name(other)}."),
            ({ }, { }) => throw Bad("ambiguous", "The body has both 'review' and 'reviews': send one of them."),
            _ => throw Bad("missing-review", "The body has neither 'review' nor 'reviews'. Send {\"review\": \"…\"} or {\"reviews\": [\"…\", \"…\"]}."),
        };
    }

    /// <summary>The text of <c>{"review": …}</c>.</summary>
    /// <exception cref="ProblemException">The body is something else.</exception>
    public static async Task<string> ReadReviewAsync(HttpRequest request)
    {
        using var body = await ReadAsync(request);
        return Members(body.RootElement, acceptsMany: false).Review is { } review
            ? Text(review, "'review'")
            : throw Bad("missing-review", "The body has no 'review'. Send {\"review\": \"…\"}.");
    }

    private static async Task<JsonDocument> ReadAsync(HttpRequest request)
    {
        if (!request.HasJsonContentType())
            throw new ProblemException(415, "not-json", WantsJson);

        ReadResult read;
        while (true)
        {
            read = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
            if (read.IsCompleted)
                break;
            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }

        // One copy, because the pipe's memory goes back before the texts are used.
        var bytes = WithoutByteOrderMark(read.Buffer.ToArray());
        request.BodyReader.AdvanceTo(read.Buffer.End);
        return Parse(bytes);
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty)
            throw Bad("empty-body", "The body is empty. Send {\"review\": \"…\"}.");
        if (!Utf8.IsValid(bytes.Span))
            throw Bad("not-utf8", "The body is not valid UTF-8, and JSON must be. Encode it as UTF-8 without a terminating zero or binary data.");
        try
        {
            return JsonDocument.Parse(bytes, s_strict);
        }
        catch (JsonException error)
        {
            // The message of the exception may quote the text.
            throw Bad("not-json", error.LineNumber is { } line
                ? $"The body is not usable JSON: something is wrong at line {line + 1}, byte {error.BytePositionInLine + 1}. A property may stand there once, and nesting ends at {s_strict.MaxDepth} levels."
                : $"The body is not usable JSON: a property stands there twice, or it is nested deeper than {s_strict.MaxDepth} levels.");
        }
    }

    private static ReadOnlyMemory<byte> WithoutByteOrderMark(byte[] bytes) => bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes.AsMemory(3) : bytes;

    private static (JsonElement? Review, JsonElement? Reviews) Members(JsonElement root, bool acceptsMany)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw Bad("wrong-type", $"The body must be a JSON object such as {{\"review\": \"…\"}}, not {Name(root)}.");
        JsonElement? review = null, reviews = null;
        foreach (var property in root.EnumerateObject())
        {
            if (property.NameEquals("review"u8))
                review = property.Value;
            else if (acceptsMany && property.NameEquals("reviews"u8))
                reviews = property.Value;
            else
                throw Bad("unknown-property", $"The body has a property that is not known here. Known {(acceptsMany ? "are 'review' and 'reviews'" : "is 'review'")}.");
        }

        return (review, reviews);
    }

    private static string[] Texts(JsonElement array, int maxReviews)
    {
        var count = array.GetArrayLength();
        if (count == 0)
            throw Bad("empty-review", "'reviews' is an empty array: send at least one text.");
        if (count > maxReviews)
            throw Bad("too-many-reviews", $"'reviews' has {count} texts, and this server takes {maxReviews} at a time: send them in several requests.");
        return [.. array.EnumerateArray().Select((element, i) => Text(element, $"'reviews[{i}]'"))];
    }

    private static string Text(JsonElement element, string place)
    {
        if (element.ValueKind != JsonValueKind.String)
            throw Bad("wrong-type", $"{place} must be a string, not {Name(element)}.");
        string text;
        try
        {
            text = element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Bad("not-unicode", $"{place} has half of a surrogate pair (such as \\ud83d alone), which stands for no character.");
        }

        return string.IsNullOrWhiteSpace(text) ? throw Bad("empty-review", $"{place} is empty: there is nothing to label.") : text;
    }

    private static string Name(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a boolean",
    };

    private static ProblemException Bad(string code, string detail) => new(400, code, detail);
}
