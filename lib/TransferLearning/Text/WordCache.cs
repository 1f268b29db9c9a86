using System.Collections.Concurrent;
using Microsoft.ML.Tokenizers;

namespace TransferLearning.Text;

/// <summary>
/// Remembers the words that a tokenizer of the package has cut. Text repeats its words, so that after a few thousand sentences
/// hardly any word is cut anew, and a remembered word costs one look-up and no allocation. Safe from several threads.
/// </summary>
internal sealed class WordCache(Tokenizer tokenizer, Func<string, IReadOnlyList<EncodedToken>, WordPieces> convert)
{
    private const int Capacity = 1 << 16;
    private const int LongestWord = 64;

    private readonly ConcurrentDictionary<string, WordPieces> _words = new(StringComparer.Ordinal);
    private int _count;

    public WordPieces Cut(ReadOnlySpan<char> word)
    {
        var words = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        if (words.TryGetValue(word, out var pieces))
        {
            return pieces;
        }

        var text = word.ToString();
        pieces = convert(text, tokenizer.EncodeToTokens(text, out _, considerPreTokenization: false, considerNormalization: false));
        if (word.Length <= LongestWord && Volatile.Read(ref _count) < Capacity && _words.TryAdd(text, pieces))
        {
            Interlocked.Increment(ref _count);
        }

        return pieces;
    }
}
