namespace TransferLearning.Text;

/// <summary>A token of a word.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Start">Where the stretch that it stands for begins in the word, in UTF-16 units.</param>
/// <param name="End">Where it ends, exclusively.</param>
internal readonly record struct WordPart(int Id, int Start, int End);
