using TorchSharp;
using TransferLearning.Models;
using TransferLearning.Text;

namespace TransferLearning.Pretraining;

/// <summary>A token that a model would put for a mask.</summary>
/// <param name="Token">The token as the vocabulary has it.</param>
/// <param name="Score">Its probability, in [0, 1].</param>
/// <param name="Sequence">The text with the token in the mask's place.</param>
public sealed record FilledMask(string Token, float Score, string Sequence);

/// <summary>Guesses the hidden token of a text, as Hugging Face's <c>pipeline("fill-mask")</c>.</summary>
/// <param name="model">The model; it is put in evaluation mode.</param>
/// <param name="tokenizer">Its tokenizer.</param>
public sealed class FillMask(MaskedLanguageModel model, PreTrainedTokenizer tokenizer)
{
    /// <summary>The most probable tokens for the mask in a text, the most probable first.</summary>
    /// <param name="text">A text with the tokenizer's mask token exactly once, such as <c>The film was [MASK].</c></param>
    /// <param name="topK">How many tokens to answer, at least 1.</param>
    /// <exception cref="ArgumentException">The text has no mask, or more than one.</exception>
    public IReadOnlyList<FilledMask> Predict(string text, int topK = 5)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(topK, 1);
        var ids = tokenizer.Encode(text, truncation: TruncationStrategy.LongestFirst, maxLength: model.Config.MaxTokens).InputIds;
        var masks = ids.Count(id => id == tokenizer.MaskTokenId);
        if (masks != 1)
        {
            throw new ArgumentException($"The text has {masks} masks, but needs exactly one: write {tokenizer.SpecialTokens.MaskToken} where a word is to be guessed.", nameof(text));
        }

        var position = Array.IndexOf(ids, tokenizer.MaskTokenId);
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        model.eval();
        var logits = model.forward(torch.tensor(Array.ConvertAll(ids, id => (long)id), [1, ids.Length], device: model.Device)).Logits;
        var probabilities = torch.nn.functional.softmax(logits.select(0, 0).select(0, position), 0).cpu().data<float>().ToArray();
        return
        [
            .. Enumerable.Range(0, probabilities.Length)
                .OrderByDescending(id => probabilities[id])
                .Take(topK)
                .Select(id => new FilledMask(tokenizer.IdToToken(id), probabilities[id], Fill(ids, position, id))),
        ];
    }

    private string Fill(int[] ids, int position, int token)
    {
        int[] filled = [.. ids];
        filled[position] = token;
        return tokenizer.Decode(filled, skipSpecialTokens: true);
    }
}
