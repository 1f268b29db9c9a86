using TransferLearning.Text;

namespace TransferLearning.Tests.Text;

public sealed class WordVocabularyTests
{
    private static readonly string[] s_texts = ["The film, the end.", "The END of the film!", "A café."];

    [Fact]
    public void Words_are_ordered_by_frequency_and_then_by_spelling()
    {
        var vocabulary = WordVocabulary.Build(s_texts);

        Assert.Equal(["<pad>", "<unk>", "the", ".", "end", "film", "!", ",", "a", "café", "of"], vocabulary.Words);
    }

    [Fact]
    public void Rare_words_and_words_beyond_the_size_are_unknown()
    {
        Assert.Equal(["<pad>", "<unk>", "the", ".", "end", "film"], WordVocabulary.Build(s_texts, minFrequency: 2).Words);
        Assert.Equal(["<pad>", "<unk>", "the"], WordVocabulary.Build(s_texts, maxSize: 3).Words);
    }

    [Fact]
    public void Encoding_gives_unknown_words_their_own_id_and_stops_at_the_length()
    {
        var vocabulary = WordVocabulary.Build(s_texts, minFrequency: 2);

        Assert.Equal([2, 5, WordVocabulary.UnkId, 3], vocabulary.Encode("The film ended."));
        Assert.Equal([2, 5], vocabulary.Encode("The film ended.", maxLength: 2));
        Assert.Equal("the film <unk> .", vocabulary.Decode([2, 5, 1, 3, 0, 0]));
    }

    [Fact]
    public void A_saved_vocabulary_loads_as_it_was()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "words.txt");
        var vocabulary = WordVocabulary.Build(s_texts);

        vocabulary.Save(path);

        Assert.Equal(vocabulary.Words, WordVocabulary.Load(path).Words);
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Theory]
    [InlineData("a\nb\n", "begins with")]
    [InlineData("<pad>\n<unk>\na\n\nb\n", "line 4")]
    [InlineData("<pad>\n<unk>\na\na\n", "'a' stands twice")]
    public void A_damaged_file_is_refused_with_the_place(string content, string expected)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "words.txt");
        File.WriteAllText(path, content);

        var error = Assert.Throws<InvalidDataException>(() => WordVocabulary.Load(path));

        Assert.Contains(expected, error.Message);
        Assert.Contains(path, error.Message);
    }
}
