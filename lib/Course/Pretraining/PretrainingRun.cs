using System.Diagnostics;
using System.Globalization;
using Course.Terminal;
using TorchSharp;
using TransferLearning.Data;
using TransferLearning.Hub;
using TransferLearning.Models;
using TransferLearning.Pretraining;
using TransferLearning.Text;

namespace Course.Pretraining;

/// <summary>Carries out a recipe: corpora → vocabulary → embeddings from word vectors → masked-language modelling → a model's folder.</summary>
internal sealed class PretrainingRun(PretrainingRecipe recipe, CourseTerminal terminal)
{
    private const double HeldOutShare = 0.02;
    private const int VocabularyTextRepeats = 20;
    private const int AlphabetSize = 120;
    private const int MaxPositions = 512;

    public void Run(bool resume, CancellationToken cancellation)
    {
        torch.manual_seed(recipe.Seed);
        var corpus = Corpus.FromFolders(recipe.CorpusFolders).Deduplicate();
        var (train, heldOut) = corpus.HoldOut(HeldOutShare);
        terminal.Line($"Text: {train}; held out: {heldOut}");

        var tokenizer = TrainVocabulary(train);
        terminal.Line($"Vocabulary: {tokenizer.VocabSize} WordPieces");
        var sequences = PackedSequences.Create(train, tokenizer, recipe.SequenceLength);
        var evaluation = PackedSequences.Create(heldOut, tokenizer, recipe.SequenceLength);
        cancellation.ThrowIfCancellationRequested();

        var model = new BertForMaskedLM(new BertConfig
        {
            VocabSize = tokenizer.VocabSize,
            HiddenSize = recipe.HiddenSize,
            NumHiddenLayers = recipe.Layers,
            NumAttentionHeads = recipe.Heads,
            IntermediateSize = recipe.IntermediateSize,
            MaxPositionEmbeddings = MaxPositions,
            PadTokenId = tokenizer.PadTokenId,
        });
        var embeddings = WordVectorEmbeddings.Initialize(WordEmbeddings(model), tokenizer, WordVectors.Load(recipe.WordVectorFolder));
        terminal.Line($"Model: {model.NumParameters():N0} weights; embeddings from word vectors: {embeddings.WholeWords} words, {embeddings.WordPieces} pieces, {embeddings.Random} random");
        terminal.Line($"Sequences of {recipe.SequenceLength} tokens: {sequences.Count:N0} to learn from, {evaluation.Count:N0} to evaluate on; {recipe.Steps} steps of {recipe.BatchSize}");

        var clock = Stopwatch.StartNew();
        var trainer = new MaskedLanguageModelTrainer(
            model,
            tokenizer,
            new MaskedLanguageModelArguments
            {
                OutputDir = recipe.WorkFolder,
                MaxSteps = recipe.Steps,
                PerDeviceTrainBatchSize = recipe.BatchSize,
                LearningRate = recipe.LearningRate,
                Seed = recipe.Seed,
            },
            sequences,
            evaluation);
        trainer.Logged += line => terminal.Line(string.Create(CultureInfo.InvariantCulture,
            $"step {line.Step,6}/{recipe.Steps}  loss {line.Loss:0.000}{(line.EvalLoss is { } loss ? $"  held-out {loss:0.000}" : "")}  rate {line.LearningRate:0.0e+0}  {line.TokensPerSecond:N0} tokens/s  {clock.Elapsed:hh\\:mm\\:ss}"));
        var log = trainer.Train(resume, cancellation);
        Save(model, tokenizer, log, train);
    }

    private PreTrainedTokenizer TrainVocabulary(Corpus corpus)
    {
        var taskTexts = recipe.VocabularyTexts.SelectMany(file => DatasetReader.Read(file).Train).Select(example => example.Text);
        return new WordPieceTrainer { VocabularySize = recipe.VocabularySize, AlphabetSize = AlphabetSize, ModelMaxLength = MaxPositions }
            .Train(corpus.Paragraphs.Concat(Enumerable.Repeat(taskTexts, VocabularyTextRepeats).SelectMany(texts => texts)));
    }

    private static TorchSharp.Modules.Parameter WordEmbeddings(BertForMaskedLM model) =>
        model.named_parameters().Single(parameter => parameter.name == "bert.embeddings.word_embeddings.weight").parameter;

    private void Save(BertForMaskedLM model, PreTrainedTokenizer tokenizer, PretrainingLog log, Corpus corpus)
    {
        var last = log.Lines[^1];
        model.SavePretrained(recipe.OutputFolder, torch.float16, new ModelCard
        {
            Name = Path.GetFileName(recipe.OutputFolder.TrimEnd(Path.DirectorySeparatorChar)),
            Summary = "A small BERT, pre-trained by masked-language modelling with `course pretrain`. It opens in Python with `transformers`.",
            Language = "en",
            License = "mit",
            PipelineTag = "fill-mask",
            Facts =
            [
                new("Weights", $"{model.NumParameters():N0}, stored as float16"),
                new("Layers, width, heads, feed-forward", $"{recipe.Layers}, {recipe.HiddenSize}, {recipe.Heads}, {recipe.IntermediateSize}"),
                new("Vocabulary", $"{tokenizer.VocabSize:N0} WordPieces, lower-case"),
                new("Text", corpus.ToString()),
                new("Steps", $"{recipe.Steps:N0} of {recipe.BatchSize} sequences of {recipe.SequenceLength} tokens"),
                new("Learning rate", recipe.LearningRate.ToString("0.0e+0", CultureInfo.InvariantCulture)),
                new("Seed", recipe.Seed.ToString(CultureInfo.InvariantCulture)),
                new("Loss on held-out text", last.EvalLoss?.ToString("0.000", CultureInfo.InvariantCulture) ?? "not measured"),
            ],
        });
        tokenizer.SavePretrained(recipe.OutputFolder);
        File.Copy(Path.Combine(recipe.WorkFolder, "log.tsv"), Path.Combine(recipe.OutputFolder, "pretraining-log.tsv"), overwrite: true);
        terminal.Line($"Saved to {recipe.OutputFolder}");
    }
}
