using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TorchSharp;
using TransferLearning.Hub;
using TransferLearning.Text;

namespace TransferLearning.Data;

/// <summary>
/// Keeps tokenized data on disk, so that the same texts are tokenized once. The file is named by a hash of the texts, their
/// labels, the tokenizer and the settings: when any of these changes, another file is made. It is a safetensors file.
/// </summary>
/// <param name="folder">Where the files lie; it is made if need be. They may be deleted at any time.</param>
public sealed class TokenizedCache(string folder)
{
    private const string Ids = "input_ids";
    private const string Lengths = "lengths";
    private const string Types = "token_type_ids";

    /// <summary>The data set as token ids, from disk if it was tokenized before.</summary>
    /// <inheritdoc cref="TokenizedDataset.Create(Dataset, PreTrainedTokenizer, int?, bool)" path="/param"/>
    public TokenizedDataset GetOrCreate(Dataset dataset, PreTrainedTokenizer tokenizer, int? maxLength = null, bool withTokenTypes = false)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(tokenizer);
        var path = Path.Combine(folder, KeyOf(dataset, tokenizer, maxLength, withTokenTypes) + ".safetensors");
        if (TryRead(path, dataset, tokenizer.PadTokenId, withTokenTypes) is { } cached) return cached;

        var tokens = TokenizedDataset.Create(dataset, tokenizer, maxLength, withTokenTypes);
        Write(path, tokens, withTokenTypes);
        return tokens;
    }

    /// <summary>A name that changes with whatever changes the tokens.</summary>
    internal static string KeyOf(Dataset dataset, PreTrainedTokenizer tokenizer, int? maxLength, bool withTokenTypes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(string.Create(CultureInfo.InvariantCulture, $"1 {maxLength} {withTokenTypes} {tokenizer.TruncationSide} {tokenizer.ModelMaxLength}"));
        Add(tokenizer.ToJson());
        foreach (var example in dataset)
        {
            Add(example.Label.ToString(CultureInfo.InvariantCulture));
            Add(example.Text);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..32];

        // With its length before it, so that "ab" and "c" are not "a" and "bc".
        void Add(string text)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }
    }

    private static TokenizedDataset? TryRead(string path, Dataset dataset, int padTokenId, bool withTokenTypes)
    {
        if (!File.Exists(path)) return null;
        try
        {
            using var scope = torch.NewDisposeScope();
            var tensors = SafeTensors.Load(path);
            var (ids, lengths) = (Values(tensors, Ids), Values(tensors, Lengths));
            var types = withTokenTypes ? Values(tensors, Types) : null;
            if (lengths.Length != dataset.Count || lengths.Sum(length => (long)length) != ids.Length || (types is not null && types.Length != ids.Length)) return null;

            var examples = new TokenizedExample[dataset.Count];
            for (var (i, start) = (0, 0); i < examples.Length; start += lengths[i], i++)
            {
                var range = start..(start + lengths[i]);
                examples[i] = new TokenizedExample(ids[range], types?[range], dataset[i].Label);
            }

            return new TokenizedDataset(examples, dataset.LabelNames, padTokenId);
        }
        catch (Exception error) when (error is InvalidDataException or KeyNotFoundException)
        {
            // A damaged file is as good as none: it is written anew.
            return null;
        }
    }

    private static int[] Values(Dictionary<string, torch.Tensor> tensors, string name) => tensors[name].data<int>().ToArray();

    private static void Write(string path, TokenizedDataset tokens, bool withTokenTypes)
    {
        using var scope = torch.NewDisposeScope();
        var tensors = new Dictionary<string, torch.Tensor>
        {
            [Ids] = torch.tensor(tokens.SelectMany(example => example.InputIds).ToArray()),
            [Lengths] = torch.tensor(tokens.Select(example => example.InputIds.Length).ToArray()),
        };
        if (withTokenTypes) tensors[Types] = torch.tensor(tokens.SelectMany(example => example.TokenTypeIds!).ToArray());
        SafeTensors.Save(path, tensors);
    }
}
