using System.ComponentModel;

namespace TransferLearning.Web.Api;

/// <summary>The body of <c>POST /predict</c>.</summary>
[Description("Either review or reviews.")]
internal sealed record PredictRequest
{
    [Description("One text.")]
    public string? Review { get; init; }

    [Description("Several texts.")]
    public IReadOnlyList<string>? Reviews { get; init; }
}

/// <summary>The body of <c>POST /explain</c>.</summary>
internal sealed record ExplainRequest
{
    [Description("The text whose words are weighed.")]
    public required string Review { get; init; }
}

/// <summary>What the model says of one text.</summary>
internal record Prediction
{
    [Description("The most probable label.")]
    public required string Label { get; init; }

    [Description("Its probability, from 0 to 1.")]
    public required float Score { get; init; }

    [Description("The probability of every label.")]
    public required IReadOnlyDictionary<string, float> Scores { get; init; }

    [Description("How many tokens the model saw, special ones included.")]
    public required int Tokens { get; init; }

    [Description("Whether the text was longer than the model reads.")]
    public required bool Truncated { get; init; }

    [Description("How much of the text the model read, in UTF-16 units from its start.")]
    public required int CharactersRead { get; init; }
}

/// <summary>The answer to <c>{"review": …}</c>.</summary>
internal record PredictResponse : Prediction
{
    [Description("The model that answered.")]
    public required string Model { get; init; }

    [Description("Time from the request's arrival to its answer, in milliseconds.")]
    public required double Milliseconds { get; init; }
}

/// <summary>The answer to <c>{"reviews": […]}</c>.</summary>
internal sealed record PredictManyResponse
{
    [Description("The model that answered.")]
    public required string Model { get; init; }

    [Description("Time from the request's arrival to its answer, in milliseconds.")]
    public required double Milliseconds { get; init; }

    [Description("One for each text, in the texts' order.")]
    public required IReadOnlyList<Prediction> Predictions { get; init; }
}

/// <summary>The answer of <c>POST /explain</c>.</summary>
internal sealed record ExplainResponse : PredictResponse
{
    [Description("How the weights were found.")]
    public string Method { get; init; } = "occlusion";

    [Description("The text's words in order, as far as the model read them.")]
    public required IReadOnlyList<WordWeight> Words { get; init; }
}

/// <summary>How much a word mattered.</summary>
internal sealed record WordWeight
{
    [Description("The word as it stands in the text.")]
    public required string Text { get; init; }

    [Description("Its first UTF-16 unit in the text.")]
    public required int Start { get; init; }

    [Description("One after its last UTF-16 unit.")]
    public required int End { get; init; }

    [Description("How much the label's probability falls when the word is covered up, from -1 to 1: above 0 it speaks for the label, below 0 against it.")]
    public required float Weight { get; init; }
}

/// <summary>The answer of <c>GET /models</c>.</summary>
internal sealed record ModelsResponse
{
    [Description("The models that answer.")]
    public required IReadOnlyList<ModelDescription> Models { get; init; }
}

/// <summary>A model.</summary>
internal sealed record ModelDescription
{
    [Description("The folder's name.")]
    public required string Name { get; init; }

    [Description("The model_type of its config.json, such as distilbert.")]
    public required string Architecture { get; init; }

    [Description("The type of its weights in memory: float32 or int8.")]
    public required string Precision { get; init; }

    [Description("The labels by id.")]
    public required IReadOnlyList<string> Labels { get; init; }

    [Description("The longest text in tokens; what is longer is cut.")]
    public required int MaxTokens { get; init; }

    [Description("When it was loaded.")]
    public required DateTimeOffset LoadedAt { get; init; }
}

/// <summary>The answer of <c>GET /healthz</c> and <c>GET /readyz</c>.</summary>
internal sealed record HealthResponse
{
    [Description("ok, or what the server waits for.")]
    public required string Status { get; init; }
}
