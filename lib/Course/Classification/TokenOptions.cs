using System.CommandLine;
using Course.Terminal;
using TransferLearning.Data;
using TransferLearning.Text;

namespace Course.Classification;

/// <summary>The options by which <c>train</c> and <c>evaluate</c> say how texts become tokens, and whether the tokens are kept for the next time.</summary>
internal sealed class TokenOptions
{
    /// <summary>Fewer characters are tokenized in about a second, which is not worth a file.</summary>
    private const long LeastCharacters = 2_000_000;

    private readonly Option<int> _maxLength = new("--max-length") { Description = "Tokens of a text that count; longer texts are cut.", DefaultValueFactory = _ => 128 };

    private readonly Option<DirectoryInfo?> _cache = new("--token-cache")
    {
        Description = $"Where tokenized data is kept, so that the same texts are tokenized once. Default: '{TokenizedCache.DefaultFolder}', for data of at least {LeastCharacters / 1_000_000} million characters.",
    };

    private readonly Option<bool> _noCache = new("--no-token-cache") { Description = "Keep no tokenized data, and use none." };

    public void AddTo(Command command)
    {
        command.Options.Add(_maxLength);
        command.Options.Add(_cache);
        command.Options.Add(_noCache);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_cache) is { Implicit: false } && result.GetValue(_noCache))
                result.AddError("--token-cache and --no-token-cache contradict each other: leave one of them out.");
        });
    }

    /// <summary>Tokens of a text that count.</summary>
    public int MaxLength(ParseResult parsed) => parsed.GetValue(_maxLength);

    /// <summary>What tokenizes data sets as the user asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="tokenizer">The model's tokenizer.</param>
    /// <param name="terminal">Where it is told what is kept.</param>
    /// <param name="mostTokens">Texts are cut at so many tokens even if the user asks for more.</param>
    public Func<Dataset, TokenizedDataset> Tokenizer(ParseResult parsed, PreTrainedTokenizer tokenizer, CourseTerminal terminal, int mostTokens = int.MaxValue)
    {
        var (maxLength, folder) = (Math.Min(MaxLength(parsed), mostTokens), parsed.GetValue(_cache));
        if (parsed.GetValue(_noCache))
            return dataset => TokenizedDataset.Create(dataset, tokenizer, maxLength);

        var cache = new TokenizedCache(folder?.FullName, report: terminal.Line);
        return dataset => folder is not null || dataset.Sum(example => (long)example.Text.Length) >= LeastCharacters
            ? cache.GetOrCreate(dataset, tokenizer, maxLength)
            : TokenizedDataset.Create(dataset, tokenizer, maxLength);
    }
}
