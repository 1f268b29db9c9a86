namespace TransferLearning.Text;

/// <summary>A word cut into pieces.</summary>
/// <param name="Ids">The pieces' ids.</param>
/// <param name="Starts">Where each begins in the word, in UTF-16 units.</param>
/// <param name="Ends">Where each ends, exclusively.</param>
internal sealed record WordPieces(int[] Ids, int[] Starts, int[] Ends);
