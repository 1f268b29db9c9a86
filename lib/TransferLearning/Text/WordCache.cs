using System.Numerics;
using Microsoft.ML.Tokenizers;

namespace TransferLearning.Text;

/// <summary>
/// Remembers the words that a tokenizer of the package has cut. Text repeats its words, so that after a few thousand sentences
/// hardly any word is cut anew, and a remembered word costs one look-up and no allocation. Safe from several threads: who looks
/// a word up takes no lock, who adds one does.
/// </summary>
/// <remarks>
/// Open addressing with linear probing, at most half full. A place is filled once, its parts last, so that a reader who sees
/// them sees the rest too; a table that grows is replaced as a whole.
/// </remarks>
internal sealed class WordCache(Tokenizer tokenizer, Func<string, IReadOnlyList<EncodedToken>, WordPart[]> convert)
{
    private const int MostWords = 1 << 16;
    private const int LongestWord = 64;

    // Chosen anew in each process, so that no text can be made whose words all meet in one place.
    private static readonly ulong s_multiplier = (ulong)Random.Shared.NextInt64() | 1;

    private readonly Lock _adding = new();
    private Place[] _places = new Place[1 << 12];
    private int _count;

    /// <summary>The tokens of a word.</summary>
    /// <param name="text">The text that the word stands in.</param>
    /// <param name="word">Where the word stands; not empty.</param>
    public WordPart[] Cut(ReadOnlySpan<char> text, TextSpan word)
    {
        var key = WordKey.Of(text, word);
        var places = Volatile.Read(ref _places);
        for (var at = FirstPlace(key, places); ; at = Next(at, places))
        {
            ref var place = ref places[at];
            if (Volatile.Read(ref place.Parts) is not { } parts)
            {
                return CutAnew(key, text[word.Start..word.End].ToString());
            }

            if (place.Key == key && (place.Word is null || text[word.Start..word.End].SequenceEqual(place.Word)))
            {
                return parts;
            }
        }
    }

    private static int FirstPlace(ulong key, Place[] places) => (int)((key * s_multiplier) >> (64 - BitOperations.Log2((uint)places.Length)));

    private static int Next(int place, Place[] places) => (place + 1) & (places.Length - 1);

    /// <returns>Whether the word was not there yet.</returns>
    private static bool Put(Place word, Place[] places)
    {
        var at = FirstPlace(word.Key, places);
        while (places[at].Parts is not null)
        {
            if (places[at].Key == word.Key && places[at].Word == word.Word)
            {
                return false;
            }

            at = Next(at, places);
        }

        (places[at].Key, places[at].Word) = (word.Key, word.Word);
        Volatile.Write(ref places[at].Parts, word.Parts);
        return true;
    }

    private WordPart[] CutAnew(ulong key, string word)
    {
        var parts = convert(word, tokenizer.EncodeToTokens(word, out _, considerPreTokenization: false, considerNormalization: false));
        if (word.Length <= LongestWord)
        {
            lock (_adding)
            {
                Add(new Place { Key = key, Word = WordKey.IsWhole(key) ? null : word, Parts = parts });
            }
        }

        return parts;
    }

    private void Add(Place word)
    {
        // Another thread may have been faster with the same word.
        if (_count == MostWords || !Put(word, _places) || ++_count <= _places.Length / 2)
        {
            return;
        }

        var larger = new Place[_places.Length * 2];
        foreach (var place in _places)
        {
            if (place.Parts is not null)
            {
                Put(place, larger);
            }
        }

        Volatile.Write(ref _places, larger);
    }

    private struct Place
    {
        public ulong Key;

        /// <summary>Null if the key is the word.</summary>
        public string? Word;

        /// <summary>Null if the place is free.</summary>
        public WordPart[]? Parts;
    }
}
