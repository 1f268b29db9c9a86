using System.Runtime.InteropServices;
using TransferLearning.Hub;

namespace TransferLearning.Text;

/// <summary>
/// A vocabulary of whole words, as the LSTM of the course reads them: <c>&lt;pad&gt;</c> is 0, <c>&lt;unk&gt;</c> is 1, then the words
/// of a training text from the most frequent to the rarest, equally frequent ones in ordinal order.
/// </summary>
public sealed class WordVocabulary
{
    /// <summary>The id of padding.</summary>
    public const int PadId = 0;

    /// <summary>The id of every word that the vocabulary lacks.</summary>
    public const int UnkId = 1;

    /// <summary>The word for padding.</summary>
    public const string Pad = "<pad>";

    /// <summary>The word for what the vocabulary lacks.</summary>
    public const string Unk = "<unk>";

    private static readonly BertTextNormalizer s_normalizer = new() { StripAccents = false };

    private readonly string[] _words;
    private readonly Dictionary<string, int> _ids;
    private readonly Func<string, IEnumerable<string>> _split;

    private WordVocabulary(string[] words, Func<string, IEnumerable<string>>? split)
    {
        _words = words;
        _ids = new Dictionary<string, int>(words.Length, StringComparer.Ordinal);
        for (var id = 0; id < words.Length; id++)
        {
            if (!_ids.TryAdd(words[id], id))
            {
                throw new InvalidDataException($"The word '{words[id]}' stands twice: as id {_ids[words[id]]} and as id {id}. Remove one of them.");
            }
        }

        _split = split ?? Split;
    }

    /// <summary>The words by id.</summary>
    public IReadOnlyList<string> Words => _words;

    /// <summary>How many words there are, padding and the unknown word included.</summary>
    public int Count => _words.Length;

    /// <summary>Counts the words of texts and keeps the frequent ones.</summary>
    /// <param name="texts">The texts, usually those of the training split only.</param>
    /// <param name="minFrequency">A word that occurs less often is left out.</param>
    /// <param name="maxSize">How many words there are at most, padding and the unknown word included.</param>
    /// <param name="split">How a text is cut into words; when null, <see cref="Split"/>.</param>
    public static WordVocabulary Build(
        IEnumerable<string> texts, int minFrequency = 1, int maxSize = int.MaxValue, Func<string, IEnumerable<string>>? split = null)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(minFrequency);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSize, 2);
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var word in texts.SelectMany(split ?? Split))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, word, out _)++;
        }

        counts.Remove(Pad);
        counts.Remove(Unk);
        var kept = counts
            .Where(pair => pair.Value >= minFrequency)
            .OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Take(maxSize - 2)
            .Select(pair => pair.Key);
        return new WordVocabulary([Pad, Unk, .. kept], split);
    }

    /// <summary>Reads a vocabulary that <see cref="Save"/> wrote.</summary>
    /// <param name="path">A file with a word a line.</param>
    /// <param name="split">How a text is cut into words; when null, <see cref="Split"/>.</param>
    /// <exception cref="InvalidDataException">The first two words are not those for padding and the unknown, a line is empty, or a word stands twice.</exception>
    public static WordVocabulary Load(string path, Func<string, IEnumerable<string>>? split = null)
    {
        var lines = File.ReadAllText(path).Replace("\r\n", "\n").Split('\n');
        var words = lines is [.., ""] ? lines[..^1] : lines;
        if (words is not [Pad, Unk, ..])
        {
            throw new InvalidDataException($"{path}: a word vocabulary begins with the lines '{Pad}' and '{Unk}'; this one begins with '{string.Join("', '", words.Take(2))}'.");
        }

        var hole = Array.IndexOf(words, "");
        if (hole >= 0)
        {
            throw new InvalidDataException($"{path}, line {hole + 1}: the line is empty. A vocabulary has one word a line.");
        }

        return VocabularyFiles.Checked(path, () => new WordVocabulary(words, split));
    }

    /// <summary>Cuts a text into lower-case words and single punctuation marks.</summary>
    public static IEnumerable<string> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var normalized = s_normalizer.Normalize(text);
        var words = new List<string>();
        foreach (var word in BertWords.In(normalized))
        {
            words.Add(word.Of(normalized));
        }

        return words;
    }

    /// <summary>A word's id; that of the unknown word when the vocabulary lacks it.</summary>
    public int IdOf(string word) => _ids.GetValueOrDefault(word, UnkId);

    /// <summary>The ids of a text's words.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maxLength">The words after this many are left out.</param>
    public int[] Encode(string text, int maxLength = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. _split(text).Take(maxLength).Select(IdOf)];
    }

    /// <summary>The words of ids, with spaces between, without padding.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The vocabulary has no such id.</exception>
    public string Decode(IEnumerable<int> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return string.Join(' ', ids.Where(id => id != PadId).Select(WordOf));
    }

    /// <summary>Writes the words, one a line, so that a line's number from zero is the word's id.</summary>
    /// <exception cref="InvalidOperationException">A word has a line break in it.</exception>
    public void Save(string path)
    {
        var broken = _words.FirstOrDefault(word => word.AsSpan().ContainsAny('\r', '\n'));
        if (broken is not null)
        {
            throw new InvalidOperationException($"The word '{broken}' has a line break in it and cannot be written a word a line.");
        }

        AtomicFile.WriteText(path, string.Concat(_words.Select(word => word + "\n")));
    }

    private string WordOf(int id) => (uint)id < (uint)_words.Length
        ? _words[id]
        : throw new ArgumentOutOfRangeException(nameof(id), id, $"The vocabulary has the ids 0 to {Count - 1}.");
}
