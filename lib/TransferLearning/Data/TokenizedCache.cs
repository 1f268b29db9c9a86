using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.ML.Tokenizers;
using TorchSharp;
using TransferLearning.Hub;
using TransferLearning.Text;

namespace TransferLearning.Data;

/// <summary>
/// Keeps tokenized data on disk, so that the same texts are tokenized once. The file is named by a hash of the texts, their
/// labels, the tokenizer, the settings and the tokenizers' code: when any of these changes, another file is made. It is a
/// safetensors file with a checksum. A cache is never needed: a file that cannot be read is made anew, and where none can be
/// written the work goes on without.
/// </summary>
public sealed class TokenizedCache
{
    private const string Ids = "input_ids";
    private const string Lengths = "lengths";
    private const string Types = "token_type_ids";
    private const string Checksum = "sha256";
    private readonly TokenizedCacheFolder _folder;
    private readonly Action<string> _report;

    /// <summary>Opens a cache.</summary>
    /// <param name="folder">Where the files lie; it is made if need be. They may be deleted at any time. <see langword="null"/> for <see cref="DefaultFolder"/>.</param>
    /// <param name="maxBytes">How large all files together may become, above 0; beyond it those that were used longest ago are deleted.</param>
    /// <param name="report">Is told, in a sentence, when a file is damaged or cannot be written.</param>
    public TokenizedCache(string? folder = null, long maxBytes = 1L << 30, Action<string>? report = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxBytes);
        _folder = new TokenizedCacheFolder(folder ?? DefaultFolder, maxBytes);
        _report = report ?? (_ => { });
    }

    /// <summary>Where tokenized data is kept unless one says otherwise: <c>transfer-learning-course/tokens</c> among the user's application data.</summary>
    public static string DefaultFolder { get; } =
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "transfer-learning-course", "tokens");

    /// <summary>The data set as token ids, from disk if it was tokenized before.</summary>
    /// <inheritdoc cref="TokenizedDataset.Create(Dataset, PreTrainedTokenizer, int?, bool)" path="/param"/>
    public TokenizedDataset GetOrCreate(Dataset dataset, PreTrainedTokenizer tokenizer, int? maxLength = null, bool withTokenTypes = false)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(tokenizer);
        var path = _folder.PathOf(KeyOf(dataset, tokenizer, maxLength, withTokenTypes));
        if (TryRead(path, dataset, tokenizer.PadTokenId, withTokenTypes) is { } cached) return cached;

        var tokens = TokenizedDataset.Create(dataset, tokenizer, maxLength, withTokenTypes);
        TryWrite(path, tokens, withTokenTypes);
        return tokens;
    }

    /// <summary>A name that changes with whatever changes the tokens.</summary>
    internal static string KeyOf(Dataset dataset, PreTrainedTokenizer tokenizer, int? maxLength, bool withTokenTypes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(string.Create(CultureInfo.InvariantCulture, $"{maxLength} {withTokenTypes} {tokenizer.TruncationSide} {tokenizer.ModelMaxLength}"));
        // Each build of other code has another id, so that tokens of an older version's rules are not taken for this one's.
        Add($"{typeof(PreTrainedTokenizer).Module.ModuleVersionId} {typeof(Tokenizer).Module.ModuleVersionId}");
        Add(tokenizer.ToJson());
        foreach (var example in dataset)
        {
            Add(example.Label.ToString(CultureInfo.InvariantCulture));
            Add(example.Text);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..TokenizedCacheFolder.KeyLength];

        // With its length before it, so that "ab" and "c" are not "a" and "bc".
        void Add(string text)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }
    }

    private TokenizedDataset? TryRead(string path, Dataset dataset, int padTokenId, bool withTokenTypes)
    {
        if (!File.Exists(path)) return null;
        try
        {
            var tokens = Read(path, dataset, padTokenId, withTokenTypes);
            TokenizedCacheFolder.MarkUsed(path);
            return tokens;
        }
        catch (Exception error) when (error is InvalidDataException or KeyNotFoundException or IOException or UnauthorizedAccessException)
        {
            _report($"Tokenized data kept in '{path}' cannot be used ({error.Message.TrimEnd('.')}): the texts are tokenized anew.");
            return null;
        }
    }

    private static TokenizedDataset Read(string path, Dataset dataset, int padTokenId, bool withTokenTypes)
    {
        using var scope = torch.NewDisposeScope();
        using var file = SafeTensorsFile.Open(path);
        var (ids, lengths) = (Values(file, Ids), Values(file, Lengths));
        var types = withTokenTypes ? Values(file, Types) : null;
        if (file.Metadata.GetValueOrDefault(Checksum) != ChecksumOf(ids, lengths, types)) throw new InvalidDataException("its content is not what was written");
        if (lengths.Length != dataset.Count) throw new InvalidDataException($"it holds {lengths.Length} texts instead of {dataset.Count}");

        var examples = new TokenizedExample[dataset.Count];
        for (var (i, start) = (0, 0); i < examples.Length; start += lengths[i], i++)
        {
            var range = start..(start + lengths[i]);
            examples[i] = new TokenizedExample(ids[range], types?[range], dataset[i].Label);
        }

        return new TokenizedDataset(examples, dataset.LabelNames, padTokenId);
    }

    private void TryWrite(string path, TokenizedDataset tokens, bool withTokenTypes)
    {
        var numbers = (tokens.TokenCount * (withTokenTypes ? 2 : 1)) + tokens.Count;
        if (numbers * sizeof(int) > _folder.MaxBytes) return;
        try
        {
            Write(path, tokens, withTokenTypes);
            _folder.Prune(keep: path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _report($"The tokenized data cannot be kept in '{_folder.Path}' ({error.Message.TrimEnd('.')}): next time the texts are tokenized again.");
        }
    }

    private static void Write(string path, TokenizedDataset tokens, bool withTokenTypes)
    {
        int[] ids = [.. tokens.SelectMany(example => example.InputIds)], lengths = [.. tokens.Select(example => example.InputIds.Length)];
        int[]? types = withTokenTypes ? [.. tokens.SelectMany(example => example.TokenTypeIds!)] : null;
        using var scope = torch.NewDisposeScope();
        var tensors = new Dictionary<string, torch.Tensor> { [Ids] = torch.tensor(ids), [Lengths] = torch.tensor(lengths) };
        if (types is not null) tensors[Types] = torch.tensor(types);
        SafeTensors.Save(path, tensors, metadata: new Dictionary<string, string> { [Checksum] = ChecksumOf(ids, lengths, types) });
    }

    private static int[] Values(SafeTensorsFile file, string name) => file[name].DType == torch.ScalarType.Int32
        ? file.Read(name).data<int>().ToArray()
        : throw new InvalidDataException($"its tensor '{name}' holds {file[name].DType} instead of whole numbers of 32 bits");

    private static string ChecksumOf(params ReadOnlySpan<int[]?> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts) hash.AppendData(MemoryMarshal.AsBytes(part.AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
