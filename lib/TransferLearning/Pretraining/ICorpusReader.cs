namespace TransferLearning.Pretraining;

/// <summary>Reads the documents of one kind of corpus from a folder.</summary>
public interface ICorpusReader
{
    /// <summary>The documents, in the order of their file names.</summary>
    /// <param name="folder">The folder of the corpus.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">The folder holds no file of the kind.</exception>
    IEnumerable<CorpusDocument> Read(string folder);
}
