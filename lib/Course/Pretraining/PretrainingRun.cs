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
        var material = recipe.DomainTexts.Count > 0 ? FromDomainTexts() : FromCorpora();
        var (model, tokenizer) = (material.Model, material.Tokenizer);
        terminal.Line($"Model: {model.NumParameters():N0} weights, vocabulary of {tokenizer.VocabSize:N0} WordPieces");
        terminal.Line($"Sequences of {recipe.SequenceLength} tokens: {material.Train.Count:N0} to learn from, {material.HeldOut.Count:N0} to evaluate on; {recipe.Steps} steps of {recipe.BatchSize}");
        cancellation.ThrowIfCancellationRequested();

        var clock = Stopwatch.StartNew();
        var arguments = new MaskedLanguageModelArguments
        {
            OutputDir = recipe.WorkFolder,
            OverwriteOutputDir = recipe.Overwrite,
            MaxSteps = recipe.Steps,
            PerDeviceTrainBatchSize = recipe.BatchSize,
            LearningRate = recipe.LearningRate,
            MlmProbability = recipe.MaskedShare,
            Seed = recipe.Seed,
        };
        var trainer = model is BertForPreTraining both
            ? new MaskedLanguageModelTrainer(both, tokenizer, arguments, material.Train, material.HeldOut)
            : new MaskedLanguageModelTrainer((BertForMaskedLM)model, tokenizer, arguments, material.Train, material.HeldOut);
        trainer.Logged += line => terminal.Line(string.Create(CultureInfo.InvariantCulture,
            $"step {line.Step,6}/{recipe.Steps}  loss {line.Loss:0.000}{(line.EvalLoss is { } loss ? $"  held-out {loss:0.000}" : "")}{(line.EvalSentenceAccuracy is { } share ? $", classes {share:0.0%}" : "")}  rate {line.LearningRate:0.0e+0}  {line.TokensPerSecond:N0} tokens/s  {clock.Elapsed:hh\\:mm\\:ss}"));
        Save(material, trainer.Train(resume, cancellation));
    }

    /// <summary>A fresh model, or the one to go on from, and running text.</summary>
    private Material FromCorpora()
    {
        var (train, heldOut) = Corpus.FromFolders(recipe.CorpusFolders).Deduplicate().HoldOut(HeldOutShare);
        terminal.Line($"Text: {train}; held out: {heldOut}");
        var (model, tokenizer) = recipe.From is null ? Fresh(train) : Load(recipe.From);
        return new Material(
            model,
            tokenizer,
            PackedSequences.Create(train, tokenizer, recipe.SequenceLength),
            PackedSequences.Create(heldOut, tokenizer, recipe.SequenceLength),
            train.ToString());
    }

    /// <summary>The model to go on from, and texts that are kept apart. Every fiftieth is held out.</summary>
    private Material FromDomainTexts()
    {
        var opinions = recipe.OpinionWordFiles.Count > 0 ? OpinionLexicon.Load(recipe.OpinionWordFiles) : null;
        var (model, tokenizer) = Load(recipe.From!);
        List<string> texts = [.. recipe.DomainTexts.SelectMany(file => DelimitedReader.ReadTexts(file)).Distinct(StringComparer.Ordinal)];
        Func<string, int?>? polarity = opinions is null ? null : text => opinions.Polarity(text);
        if (polarity is not null) terminal.Line($"{opinions!.Count:N0} opinion words; they tell the verdict of {texts.Count(text => polarity(text) is not null):N0} of {texts.Count:N0} texts");
        var every = (int)(1 / HeldOutShare);
        return new Material(
            model,
            tokenizer,
            PackedSequences.OnePerText([.. texts.Where((_, i) => i % every != 0)], tokenizer, recipe.SequenceLength, polarity),
            PackedSequences.OnePerText([.. texts.Where((_, i) => i % every == 0)], tokenizer, recipe.SequenceLength, polarity),
            $"{texts.Count:N0} texts of {string.Join(", ", recipe.DomainTexts.Select(Path.GetFileName))}");
    }

    private (PreTrainedModel Model, PreTrainedTokenizer Tokenizer) Fresh(Corpus corpus)
    {
        var taskTexts = recipe.VocabularyTexts.SelectMany(file => DelimitedReader.ReadTexts(file)).ToList();
        var tokenizer = new WordPieceTrainer { VocabularySize = recipe.VocabularySize, AlphabetSize = AlphabetSize, ModelMaxLength = MaxPositions }
            .Train(corpus.Paragraphs.Concat(Enumerable.Repeat(taskTexts, VocabularyTextRepeats).SelectMany(texts => texts)));
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
        var rows = WordVectorEmbeddings.Initialize(((BertModel)model.Encoder).WordEmbeddings, tokenizer, WordVectors.Load(recipe.WordVectorFolder));
        terminal.Line($"Embeddings from word vectors: {rows.WholeWords} words, {rows.WordPieces} pieces, {rows.Random} random");
        return (model, tokenizer);
    }

    /// <summary>The model to go on from: with a pooler and a second head, fresh where the checkpoint has none, if it is to learn praise and blame.</summary>
    private (PreTrainedModel Model, PreTrainedTokenizer Tokenizer) Load(string nameOrFolder)
    {
        var folder = ModelFolder.Resolve(nameOrFolder).Path;
        PreTrainedModel model = recipe.OpinionWordFiles.Count > 0 ? BertForPreTraining.FromPretrained(folder, allowMissing: true) : BertForMaskedLM.FromPretrained(folder);
        return (model, AutoTokenizer.FromPretrained(folder));
    }

    private void Save(Material material, PretrainingLog log)
    {
        var shape = (BertConfig)material.Model.Config;
        material.Model.SavePretrained(recipe.OutputFolder, torch.float16, new ModelCard
        {
            Name = Path.GetFileName(recipe.OutputFolder.TrimEnd(Path.DirectorySeparatorChar)),
            Summary = recipe.OpinionWordFiles.Count == 0
                ? "A small BERT, pre-trained by masked-language modelling with `course pretrain`. It opens in Python with `transformers`."
                : "A small BERT, pre-trained with `course pretrain` by masked-language modelling and to tell praise (1) from blame (0) as lists of opinion words do: the head `cls.seq_relationship` holds that, not the next sentence. It opens in Python with `transformers`.",
            Language = "en",
            License = "mit",
            PipelineTag = "fill-mask",
            Facts =
            [
                new("Weights", $"{material.Model.NumParameters():N0}, stored as float16"),
                new("Layers, width, heads, feed-forward", $"{shape.NumHiddenLayers}, {shape.HiddenSize}, {shape.NumAttentionHeads}, {shape.IntermediateSize}"),
                new("Vocabulary", $"{material.Tokenizer.VocabSize:N0} WordPieces, lower-case"),
                new("Text", material.Description),
                new("Steps", $"{recipe.Steps:N0} of {recipe.BatchSize} sequences of {recipe.SequenceLength} tokens"),
                new("Hidden tokens", recipe.MaskedShare.ToString("P0", CultureInfo.InvariantCulture)),
                new("Learning rate", recipe.LearningRate.ToString("0.0e+0", CultureInfo.InvariantCulture)),
                new("Seed", recipe.Seed.ToString(CultureInfo.InvariantCulture)),
                new("Loss on held-out text", log.Lines[^1].EvalLoss?.ToString("0.000", CultureInfo.InvariantCulture) ?? "not measured"),
            ],
        });
        material.Tokenizer.SavePretrained(recipe.OutputFolder);
        File.Copy(Path.Combine(recipe.WorkFolder, "log.tsv"), Path.Combine(recipe.OutputFolder, "pretraining-log.tsv"), overwrite: true);
        terminal.Line($"Saved to {recipe.OutputFolder}");
    }

    /// <summary>What a run works on.</summary>
    private sealed record Material(PreTrainedModel Model, PreTrainedTokenizer Tokenizer, PackedSequences Train, PackedSequences HeldOut, string Description);
}
