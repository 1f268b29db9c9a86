namespace TransferLearning.Web.Serving;

/// <summary>One text as the model reads it.</summary>
/// <param name="InputIds">The tokens' ids, special ones included, without padding.</param>
/// <param name="TokenTypeIds">The segment of each token.</param>
internal readonly record struct ModelInput(int[] InputIds, int[] TokenTypeIds);
