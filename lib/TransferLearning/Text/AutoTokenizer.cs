using TransferLearning.Hub;

namespace TransferLearning.Text;

/// <summary>Opens whichever tokenizer a model folder holds.</summary>
public static class AutoTokenizer
{
    /// <summary>
    /// Reads <c>tokenizer.json</c>; without it, <c>vocab.txt</c> (BERT) or <c>vocab.json</c> with <c>merges.txt</c> (RoBERTa,
    /// GPT-2). <c>tokenizer_config.json</c> and <c>special_tokens_map.json</c> are heeded where they are.
    /// </summary>
    /// <param name="nameOrFolder">The model's folder, or its name: under <c>data/checkpoints</c>, or on the Hub, from which it is downloaded if need be.</param>
    /// <param name="revision">The branch, tag or commit on the Hub.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="HubException">The download failed; the message says what to do.</exception>
    /// <exception cref="FileNotFoundException">The folder holds no tokenizer.</exception>
    /// <exception cref="InvalidDataException">A file is damaged; the message says where.</exception>
    /// <exception cref="NotSupportedException">The tokenizer is of a kind that the course does not have.</exception>
    public static PreTrainedTokenizer FromPretrained(string nameOrFolder, string revision = "main")
    {
        var folder = ModelFolder.ResolveTokenizer(nameOrFolder, revision);
        var config = TokenizerConfig.Read(folder);
        string InFolder(string name) => Path.Combine(folder, name);
        if (File.Exists(InFolder("tokenizer.json")))
        {
            return TokenizerJsonReader.Read(InFolder("tokenizer.json"), config);
        }

        if (File.Exists(InFolder("vocab.txt")))
        {
            var words = VocabularyFiles.ReadLines(InFolder("vocab.txt"));
            return VocabularyFiles.Checked(folder, () => TokenizerFactory.CreateBert(words, config));
        }

        if (!File.Exists(InFolder("vocab.json")) || !File.Exists(InFolder("merges.txt")))
        {
            throw new FileNotFoundException($"The folder '{folder}' holds no tokenizer: it needs tokenizer.json, or vocab.txt, or vocab.json with merges.txt.");
        }

        var vocabulary = VocabularyFiles.ReadJson(InFolder("vocab.json"));
        var merges = VocabularyFiles.ReadMerges(InFolder("merges.txt"));
        return VocabularyFiles.Checked(folder, () => TokenizerFactory.CreateByteLevelBpe(vocabulary, merges, config));
    }
}
