using TransferLearning.Hub;
using TransferLearning.Tests.Data;

namespace TransferLearning.Tests.Hub;

public class WordVectorsTests
{
    private static readonly WordVectors s_compass = new(
        ["north", "south", "east", "northeast", "nowhere"],
        [0, 1, 0, -1, 1, 0, 1, 1, 0, 0]);

    [Fact]
    public void The_nearest_words_come_in_order_without_the_word_itself()
    {
        var nearest = s_compass.Nearest("north", 2);

        Assert.Equal(["northeast", "east"], nearest.Select(hit => hit.Word));
        Assert.Equal(Math.Sqrt(0.5), nearest[0].Similarity, 1e-6);
    }

    [Fact]
    public void Opposite_words_have_a_similarity_of_minus_one() => Assert.Equal(-1, s_compass.Similarity("north", "south"), 1e-6);

    [Fact]
    public void A_word_without_length_is_near_to_nothing() => Assert.Equal(0, s_compass.Nearest("north", 5).Single(hit => hit.Word == "nowhere").Similarity);

    [Fact]
    public void An_unknown_word_is_named_in_the_error()
    {
        Assert.False(s_compass.TryGet("up", out _));
        Assert.Contains("'up'", Assert.Throws<KeyNotFoundException>(() => s_compass.Nearest("up")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_that_stands_twice_is_refused() => Assert.Throws<ArgumentException>(() => new WordVectors(["a", "a"], [1, 2]));

    [Fact]
    public void Words_and_vectors_that_do_not_fit_together_are_refused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("words.txt", "only\ntwo\n");
        File.Copy(Path.Combine(CourseData.Find("word-vectors")!, "vectors.safetensors"), folder.Path("vectors.safetensors"));

        Assert.Contains("2 words", Assert.Throws<InvalidDataException>(() => WordVectors.Load(folder.FullName)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_vectors_that_ship_know_what_goes_with_what()
    {
        var vectors = WordVectors.Load();

        Assert.Equal(20_000, vectors.Count);
        Assert.Equal(100, vectors.Dimensions);
        Assert.Equal("the", vectors.Words[0]);
        Assert.True(vectors.Similarity("good", "great") > vectors.Similarity("good", "table"));
        Assert.Contains("movie", vectors.Nearest("film", 5).Select(hit => hit.Word));
        Assert.Equal("queen", vectors.Analogy("man", "king", "woman", 1)[0].Word);
    }
}
