using System.Buffers;

namespace Microsoft.ML.Tokenizers;

/// <summary>Turns text into tokens and back: normalize, split, look up.</summary>
public abstract class Tokenizer
{
    public virtual Normalizer? Normalizer => null;

    public virtual PreTokenizer? PreTokenizer => null;

    public IReadOnlyList<int> EncodeToIds(string text, bool considerPreTokenization = true, bool considerNormalization = true) =>
        EncodeToIds(text, text, Settings(considerPreTokenization, considerNormalization)).Tokens;

    public IReadOnlyList<int> EncodeToIds(ReadOnlySpan<char> text, bool considerPreTokenization = true, bool considerNormalization = true) =>
        EncodeToIds(null, text, Settings(considerPreTokenization, considerNormalization)).Tokens;

    public IReadOnlyList<int> EncodeToIds(
        string text, int maxTokenCount, out string? normalizedText, out int charsConsumed, bool considerPreTokenization = true, bool considerNormalization = true)
    {
        var result = EncodeToIds(text, text, Settings(considerPreTokenization, considerNormalization, maxTokenCount));
        (normalizedText, charsConsumed) = (result.NormalizedText, result.CharsConsumed);
        return result.Tokens;
    }

    public IReadOnlyList<int> EncodeToIds(
        ReadOnlySpan<char> text, int maxTokenCount, out string? normalizedText, out int charsConsumed, bool considerPreTokenization = true, bool considerNormalization = true)
    {
        var result = EncodeToIds(null, text, Settings(considerPreTokenization, considerNormalization, maxTokenCount));
        (normalizedText, charsConsumed) = (result.NormalizedText, result.CharsConsumed);
        return result.Tokens;
    }

    public IReadOnlyList<EncodedToken> EncodeToTokens(
        string text, out string? normalizedText, bool considerPreTokenization = true, bool considerNormalization = true)
    {
        var result = EncodeToTokens(text, text, Settings(considerPreTokenization, considerNormalization));
        normalizedText = result.NormalizedText;
        return result.Tokens;
    }

    public IReadOnlyList<EncodedToken> EncodeToTokens(
        ReadOnlySpan<char> text, out string? normalizedText, bool considerPreTokenization = true, bool considerNormalization = true)
    {
        var result = EncodeToTokens(null, text, Settings(considerPreTokenization, considerNormalization));
        normalizedText = result.NormalizedText;
        return result.Tokens;
    }

    public int CountTokens(string text, bool considerPreTokenization = true, bool considerNormalization = true) =>
        CountTokens(text, text, Settings(considerPreTokenization, considerNormalization));

    public int CountTokens(ReadOnlySpan<char> text, bool considerPreTokenization = true, bool considerNormalization = true) =>
        CountTokens(null, text, Settings(considerPreTokenization, considerNormalization));

    /// <summary>The index in the (normalized) text up to which the first <paramref name="maxTokenCount"/> tokens reach.</summary>
    public int GetIndexByTokenCount(
        string text, int maxTokenCount, out string? normalizedText, out int tokenCount, bool considerPreTokenization = true, bool considerNormalization = true) =>
        GetIndexByTokenCount(text, text, Settings(considerPreTokenization, considerNormalization, maxTokenCount), fromEnd: false, out normalizedText, out tokenCount);

    /// <inheritdoc cref="GetIndexByTokenCount(string, int, out string?, out int, bool, bool)"/>
    public int GetIndexByTokenCount(
        ReadOnlySpan<char> text, int maxTokenCount, out string? normalizedText, out int tokenCount, bool considerPreTokenization = true, bool considerNormalization = true) =>
        GetIndexByTokenCount(null, text, Settings(considerPreTokenization, considerNormalization, maxTokenCount), fromEnd: false, out normalizedText, out tokenCount);

    /// <summary>The index in the (normalized) text at which the last <paramref name="maxTokenCount"/> tokens begin.</summary>
    public int GetIndexByTokenCountFromEnd(
        string text, int maxTokenCount, out string? normalizedText, out int tokenCount, bool considerPreTokenization = true, bool considerNormalization = true) =>
        GetIndexByTokenCount(text, text, Settings(considerPreTokenization, considerNormalization, maxTokenCount), fromEnd: true, out normalizedText, out tokenCount);

    /// <inheritdoc cref="GetIndexByTokenCountFromEnd(string, int, out string?, out int, bool, bool)"/>
    public int GetIndexByTokenCountFromEnd(
        ReadOnlySpan<char> text, int maxTokenCount, out string? normalizedText, out int tokenCount, bool considerPreTokenization = true, bool considerNormalization = true) =>
        GetIndexByTokenCount(null, text, Settings(considerPreTokenization, considerNormalization, maxTokenCount), fromEnd: true, out normalizedText, out tokenCount);

    public virtual string Decode(IEnumerable<int> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        for (var buffer = new char[1024]; ; buffer = new char[checked(buffer.Length * 2)])
        {
            switch (Decode(ids, buffer, out _, out var written))
            {
                case OperationStatus.Done:
                    return new string(buffer, 0, written);
                case OperationStatus.DestinationTooSmall:
                    continue;
                default:
                    throw new InvalidOperationException("The ids cannot be decoded: at least one of them is not in the vocabulary.");
            }
        }
    }

    public abstract OperationStatus Decode(IEnumerable<int> ids, Span<char> destination, out int idsConsumed, out int charsWritten);

    protected abstract EncodeResults<EncodedToken> EncodeToTokens(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings);

    protected virtual EncodeResults<int> EncodeToIds(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        var tokens = EncodeToTokens(text, textSpan, settings);
        return new EncodeResults<int>
        {
            Tokens = [.. tokens.Tokens.Select(token => token.Id)],
            NormalizedText = tokens.NormalizedText,
            CharsConsumed = tokens.CharsConsumed,
        };
    }

    protected virtual int CountTokens(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings) =>
        EncodeToTokens(text, textSpan, settings).Tokens.Count;

    protected virtual int GetIndexByTokenCount(
        string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings, bool fromEnd, out string? normalizedText, out int tokenCount)
    {
        var wanted = settings.MaxTokenCount;
        settings.MaxTokenCount = fromEnd ? int.MaxValue : wanted;
        var result = EncodeToTokens(text, textSpan, settings);
        normalizedText = result.NormalizedText;
        tokenCount = Math.Min(wanted, result.Tokens.Count);
        if (tokenCount == 0)
        {
            return fromEnd ? normalizedText?.Length ?? textSpan.Length : 0;
        }

        return fromEnd ? result.Tokens[^tokenCount].Offset.Start.Value : result.Tokens[tokenCount - 1].Offset.End.Value;
    }

    private static EncodeSettings Settings(bool considerPreTokenization, bool considerNormalization, int maxTokenCount = int.MaxValue) => new()
    {
        ConsiderPreTokenization = considerPreTokenization,
        ConsiderNormalization = considerNormalization,
        MaxTokenCount = maxTokenCount,
    };
}
