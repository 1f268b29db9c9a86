using System.Diagnostics.CodeAnalysis;
using System.Numerics.Tensors;

namespace TransferLearning.Hub;

/// <summary>A word and how near it is to another: the cosine of the angle between their vectors, from -1 to 1.</summary>
public readonly record struct WordSimilarity(string Word, float Similarity);

/// <summary>Pre-trained word vectors: one fixed vector a word, learnt from which words stand near each other.</summary>
/// <remarks>The vectors that ship are 20,000 of GloVe's (Pennington, Socher, Manning 2014, "GloVe: Global Vectors for Word Representation"); see <c>data/word-vectors</c>.</remarks>
public sealed class WordVectors
{
    private readonly float[] values;
    private readonly float[] lengths;
    private readonly Dictionary<string, int> indexOf;

    /// <summary>Makes a table of word vectors.</summary>
    /// <param name="words">The words, each once.</param>
    /// <param name="values">Their vectors one after the other: words × dimensions numbers.</param>
    /// <exception cref="ArgumentException">A word stands there twice, or the numbers do not divide evenly among the words.</exception>
    public WordVectors(IReadOnlyList<string> words, float[] values)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(values);
        if (words.Count == 0 || values.Length == 0 || values.Length % words.Count != 0)
            throw new ArgumentException($"{values.Length} numbers cannot be shared evenly by {words.Count} words.", nameof(values));

        Words = words;
        this.values = values;
        Dimensions = values.Length / words.Count;
        indexOf = new(words.Count, StringComparer.Ordinal);
        lengths = new float[words.Count];
        for (var i = 0; i < words.Count; i++)
        {
            if (!indexOf.TryAdd(words[i], i)) throw new ArgumentException($"The word '{words[i]}' stands in the list twice, at {indexOf[words[i]]} and {i}.", nameof(words));
            lengths[i] = TensorPrimitives.Norm(Row(i));
        }
    }

    /// <summary>The words, most frequent first.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>How many words there are.</summary>
    public int Count => Words.Count;

    /// <summary>How many numbers make up a vector.</summary>
    public int Dimensions { get; }

    /// <summary>A word's vector.</summary>
    /// <exception cref="KeyNotFoundException">The word has none.</exception>
    public ReadOnlySpan<float> this[string word] => Row(IndexOf(word));

    /// <summary>Reads the vectors that ship with the course, or those in a folder with the same two files.</summary>
    /// <param name="folder">A folder with <c>words.txt</c> and <c>vectors.safetensors</c>; the repository's <c>data/word-vectors</c> if null.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">The two files do not fit together.</exception>
    public static WordVectors Load(string? folder = null)
    {
        folder ??= CourseData.Find("word-vectors")
            ?? throw new DirectoryNotFoundException("The course's data/word-vectors was not found above the working directory or this assembly. Run inside a clone of the repository, or give the folder.");

        var words = File.ReadAllLines(Path.Combine(folder, "words.txt"));
        using var file = SafeTensorsFile.Open(Path.Combine(folder, "vectors.safetensors"));
        var entry = file["vectors"];
        if (entry.Shape.Count != 2 || entry.Shape[0] != words.Length || entry.Shape[1] < 1)
            throw new InvalidDataException($"'{file.Path}' has the shape [{string.Join(", ", entry.Shape)}], and words.txt has {words.Length} words: [{words.Length}, dimensions] is needed.");

        return new WordVectors(words, file.ReadSingles("vectors"));
    }

    /// <summary>Whether the word has a vector. The words that ship are lower-case.</summary>
    public bool Contains(string word) => indexOf.ContainsKey(word);

    /// <summary>A word's vector, if it has one.</summary>
    [SuppressMessage("Design", "CA1021:Avoid out parameters", Justification = "The Try pattern.")]
    public bool TryGet(string word, out ReadOnlySpan<float> vector)
    {
        var found = indexOf.TryGetValue(word, out var index);
        vector = found ? Row(index) : default;
        return found;
    }

    /// <summary>The cosine of the angle between two words' vectors, from -1 to 1.</summary>
    /// <exception cref="KeyNotFoundException">One of the words has no vector.</exception>
    public float Similarity(string first, string second) => TensorPrimitives.CosineSimilarity(this[first], this[second]);

    /// <summary>The <paramref name="k"/> words whose vectors point most nearly the same way, the nearest first, without the word itself.</summary>
    /// <exception cref="KeyNotFoundException">The word has no vector.</exception>
    public IReadOnlyList<WordSimilarity> Nearest(string word, int k = 10) => Nearest(this[word], k, [word]);

    /// <summary>What is to <paramref name="c"/> as <paramref name="b"/> is to <paramref name="a"/>: the words nearest to b - a + c, each taken at length one.</summary>
    /// <remarks>Mikolov, Yih, Zweig 2013, "Linguistic Regularities in Continuous Space Word Representations". The three words themselves are left out.</remarks>
    /// <exception cref="KeyNotFoundException">One of the words has no vector.</exception>
    public IReadOnlyList<WordSimilarity> Analogy(string a, string b, string c, int k = 5)
    {
        var target = new float[Dimensions];
        Add(a, -1);
        Add(b, 1);
        Add(c, 1);
        return Nearest(target, k, [a, b, c]);

        void Add(string word, float sign) => TensorPrimitives.MultiplyAdd(this[word], sign / Math.Max(lengths[IndexOf(word)], float.Epsilon), target, target);
    }

    /// <summary>The words nearest to any vector.</summary>
    /// <param name="vector">A vector of <see cref="Dimensions"/> numbers.</param>
    /// <param name="k">How many words to return, from 1 up.</param>
    /// <param name="except">Words to leave out.</param>
    public IReadOnlyList<WordSimilarity> Nearest(ReadOnlySpan<float> vector, int k, IReadOnlyCollection<string>? except = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        if (vector.Length != Dimensions) throw new ArgumentException($"The vector has {vector.Length} numbers, and the words' have {Dimensions}.", nameof(vector));

        var length = TensorPrimitives.Norm(vector);
        var best = new PriorityQueue<int, float>(k + 1);
        for (var i = 0; i < Count; i++)
        {
            if (except?.Contains(Words[i]) == true) continue;
            var scale = length * lengths[i];
            var similarity = scale > 0 ? TensorPrimitives.Dot(vector, Row(i)) / scale : 0;
            if (best.Count < k) best.Enqueue(i, similarity);
            else best.EnqueueDequeue(i, similarity);
        }

        var result = new WordSimilarity[best.Count];
        for (var i = result.Length - 1; best.TryDequeue(out var index, out var similarity); i--) result[i] = new(Words[index], similarity);
        return result;
    }

    private ReadOnlySpan<float> Row(int index) => values.AsSpan(index * Dimensions, Dimensions);

    private int IndexOf(string word) => indexOf.TryGetValue(word, out var index)
        ? index
        : throw new KeyNotFoundException($"'{word}' has no vector among the {Count} words. Try its lower-case form or another word; Contains tells.");
}
