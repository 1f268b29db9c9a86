using CourseProgram;

namespace Lessons.Tests;

/// <summary>Holds <c>data/word-vectors</c> to what its data card promises.</summary>
public sealed class ShippedWordVectorsTests
{
    private static readonly string s_folder = CourseProcess.PathOf("data", "word-vectors");

    [Fact]
    public void Twenty_thousand_different_lower_case_words()
    {
        var words = File.ReadAllLines(Path.Combine(s_folder, "words.txt"));
        Assert.Equal(20_000, words.Distinct(StringComparer.Ordinal).Count());
        Assert.All(words, word => Assert.Matches("^[a-z]+(['-][a-z]+)*$", word));
    }
}
