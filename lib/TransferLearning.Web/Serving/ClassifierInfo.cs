namespace TransferLearning.Web.Serving;

/// <summary>What a client may know of a classifier.</summary>
/// <param name="Name">The folder's name.</param>
/// <param name="Architecture">The <c>model_type</c> of its <c>config.json</c>.</param>
/// <param name="Precision">The type of its weights in memory: <c>float32</c> or <c>int8</c>.</param>
/// <param name="Labels">The labels' names by id.</param>
/// <param name="MaxTokens">The longest text in tokens, special ones included.</param>
internal sealed record ClassifierInfo(string Name, string Architecture, string Precision, IReadOnlyList<string> Labels, int MaxTokens);
