namespace TransferLearning.Inference.Kernels;

/// <summary>What the embeddings need to know of a token.</summary>
/// <param name="Word">Its id.</param>
/// <param name="Position">Its row in the table of positions.</param>
/// <param name="Type">Its token type.</param>
internal readonly record struct TokenIds(int Word, int Position, int Type);
