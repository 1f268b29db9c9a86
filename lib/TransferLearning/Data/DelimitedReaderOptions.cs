namespace TransferLearning.Data;

/// <summary>Which columns of a TSV or CSV file are read, and what the labels may be.</summary>
/// <param name="TextColumn">The column of the texts, or <see langword="null"/> to find it by a usual name (sentence, text, review, …). Upper and lower case are alike.</param>
/// <param name="LabelColumn">The column of the labels, or <see langword="null"/> to find it by a usual name (label, sentiment, …).</param>
/// <param name="LabelNames">
/// The known labels by number; a file may write either the names or the numbers. <see langword="null"/> takes what the
/// file holds: whole numbers 0, 1, … as they are, names in alphabetical order.
/// </param>
public sealed record DelimitedReaderOptions(
    string? TextColumn = null, string? LabelColumn = null, IReadOnlyList<string>? LabelNames = null);
