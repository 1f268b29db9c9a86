namespace TransferLearning.Data;

/// <summary>One example as token ids.</summary>
/// <param name="InputIds">The ids, special tokens included, without padding.</param>
/// <param name="TokenTypeIds">Which sentence each token belongs to (0 or 1), or <see langword="null"/> for models without segments.</param>
/// <param name="Label">The class, in [0, number of labels).</param>
public sealed record TokenizedExample(int[] InputIds, int[]? TokenTypeIds, int Label);
