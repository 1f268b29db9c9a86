using TransferLearning.Hub;
using TransferLearning.Models;
using TransferLearning.Text;

namespace Course.Classification;

/// <summary>The classifier before transformers: the shipped word vectors and an LSTM over them. Its vocabulary is made from the training texts.</summary>
internal static class WordVectorClassifier
{
    /// <summary>What <c>--model</c> calls it.</summary>
    public const string Name = "lstm";

    /// <summary>Makes a fresh one.</summary>
    /// <param name="texts">The training texts.</param>
    /// <param name="labels">The labels' names.</param>
    /// <param name="maxLength">The longest text, in tokens.</param>
    /// <param name="vectors">The word vectors.</param>
    public static LoadedClassifier Create(IEnumerable<string> texts, IReadOnlyList<string> labels, int maxLength, WordVectors vectors)
    {
        var tokenizer = new WordTokenizerTrainer { KnownWords = vectors.Words, ModelMaxLength = maxLength }.Train(texts);
        var config = new LstmConfig { VocabSize = tokenizer.VocabSize, EmbeddingSize = vectors.Dimensions, MaxLength = maxLength, PadTokenId = tokenizer.PadTokenId };
        var model = new LstmClassifier((LstmConfig)config.WithLabels(labels));
        model.InitializeEmbeddings(vectors, tokenizer.Vocabulary.Tokens);
        return new LoadedClassifier(model, tokenizer);
    }
}
