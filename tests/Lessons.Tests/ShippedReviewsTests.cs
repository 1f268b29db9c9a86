using System.Text;
using CourseProgram;

namespace Lessons.Tests;

/// <summary>Holds <c>data/reviews</c> to what its data card promises.</summary>
public sealed class ShippedReviewsTests
{
    private static readonly string[] s_labelled = ["train", "validation", "test", "challenge"];
    private static readonly string[] s_kinds = ["plain", "negation", "mixed", "comparison", "irony", "understatement"];

    private static readonly IReadOnlyList<Review> s_reviews = [.. s_labelled.SelectMany(file => Read(file, "text\tlabel\tkind")), .. Read("unlabelled", "text")];

    [Theory]
    [InlineData("train", 2000)]
    [InlineData("validation", 500)]
    [InlineData("test", 500)]
    [InlineData("challenge", 400)]
    public void Each_split_has_its_size_and_is_balanced(string file, int count)
    {
        var split = s_reviews.Where(review => review.File == file).ToList();
        Assert.Equal(count, split.Count);
        Assert.Equal(count / 2, split.Count(review => review.Label == "positive"));
        Assert.Equal(count / 2, split.Count(review => review.Label == "negative"));
    }

    [Fact]
    public void The_unlabelled_ones_are_many() => Assert.True(s_reviews.Count(review => review.File == "unlabelled") > 2000);

    [Fact]
    public void Every_review_is_a_clean_line_of_a_known_kind()
    {
        Assert.All(s_reviews, review =>
        {
            Assert.True(review.File == "unlabelled" ? review.Kind is null : s_kinds.Contains(review.Kind), $"'{review.Kind}' is no kind.");
            Assert.Equal(review.Text.Trim(), review.Text);
            Assert.DoesNotContain('"', review.Text);
            Assert.InRange(review.Words.Length, 2, 60);
        });
    }

    [Fact]
    public void No_two_reviews_share_half_of_their_words()
    {
        var sets = s_reviews.Select(review => review.Words.ToHashSet(StringComparer.Ordinal)).ToArray();
        for (var i = 0; i < sets.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var common = sets[i].Count(sets[j].Contains);
                Assert.False(2 * common >= sets[i].Count + sets[j].Count - common, $"'{s_reviews[i].Text}' ({s_reviews[i].File}) is too close to '{s_reviews[j].Text}' ({s_reviews[j].File}).");
            }
        }
    }

    [Fact]
    public void No_two_reviews_share_a_run_of_six_words()
    {
        var seen = new Dictionary<string, Review>(StringComparer.Ordinal);
        foreach (var review in s_reviews)
        {
            foreach (var run in Enumerable.Range(0, Math.Max(0, review.Words.Length - 5)).Select(i => string.Join(' ', review.Words, i, 6)).ToHashSet())
                Assert.True(seen.TryAdd(run, review), $"'{run}' stands in '{review.Text}' ({review.File}) and elsewhere.");
        }
    }

    private static IEnumerable<Review> Read(string file, string header)
    {
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        var lines = strict.GetString(File.ReadAllBytes(CourseProcess.PathOf("data", "reviews", file + ".tsv"))).TrimEnd('\n').Split('\n');
        Assert.Equal(header, lines[0]);
        return lines.Skip(1).Select(line => line.Split('\t')).Select(fields =>
        {
            Assert.Equal(header.Split('\t').Length, fields.Length);
            return new Review(file, fields[0], fields.ElementAtOrDefault(1), fields.ElementAtOrDefault(2));
        });
    }

    private sealed record Review(string File, string Text, string? Label, string? Kind)
    {
        public string[] Words { get; } =
            new string([.. Text.ToLowerInvariant().Replace('’', '\'').Select(c => char.IsLetterOrDigit(c) || c == '\'' ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
