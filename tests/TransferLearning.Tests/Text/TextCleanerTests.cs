using System.Diagnostics;
using TransferLearning.Text;

namespace TransferLearning.Tests.Text;

public sealed class TextCleanerTests
{
    [Theory]
    [InlineData("see https://example.org/a?b=c#d now", "see <url> now")]
    [InlineData("WWW.EXAMPLE.ORG rocks", "<url> rocks")]
    [InlineData("@anna_1 hi, mail me@home.org", "<user> hi, mail me@home.org")]
    [InlineData("so #happy today, C#9 is fine", "so <hashtag> happy today, C#9 is fine")]
    [InlineData("great :) really :-))) (: yes", "great <smile> really <smile> <smile> yes")]
    [InlineData("great:)", "great<smile>")]
    [InlineData("oh no :( :'( )-:", "oh no <sadface> <sadface> <sadface>")]
    [InlineData("haha :D XD ;-p", "haha <lolface> <lolface> <lolface>")]
    [InlineData("well :/ :-|", "well <neutralface> <neutralface>")]
    [InlineData("love <3 and \u2764\uFE0F", "love <heart> and <heart>")]
    [InlineData("I &lt;3 you &amp; me", "I <heart> you & me")]
    [InlineData("\U0001F602 \U0001F60D \U0001F622", "<lolface> <smile> <sadface>")]
    [InlineData("3 films, 1,000.50 and -5 or 10:30", "<number> films, <number> and <number> or <number>")]
    [InlineData("the 2nd of b2b", "the 2nd of b2b")]
    [InlineData("a solid 8/10 (1998)", "a solid <number>/<number> (<number>)")]
    [InlineData("what?!?! no... yes!", "what? <repeat> no. <repeat> yes!")]
    [InlineData("sooooo goooood", "so <elong> good <elong>")]
    [InlineData("good week, www", "good week, w <elong>")]
    [InlineData("Note:Director", "Note:Director")]
    [InlineData("  a \t\n b  ", "a b")]
    [InlineData("", "")]
    public void Tweets_are_cleaned(string tweet, string expected) => Assert.Equal(expected, TextCleaner.Tweets.Clean(tweet));

    [Theory]
    [InlineData("Bad.<br /><br />Really <BR>bad<br/>!", "Bad. Really bad !")]
    [InlineData("4/10, see http://x.org", "4/10, see <url>")]
    [InlineData("Tom &amp; Jerry :)", "Tom & Jerry :)")]
    [InlineData("<b>bold</b> stays", "<b>bold</b> stays")]
    public void Reviews_lose_line_breaks_and_links_and_keep_numbers(string review, string expected) =>
        Assert.Equal(expected, TextCleaner.Reviews.Clean(review));

    [Fact]
    public void A_cleaner_that_is_asked_for_nothing_changes_nothing()
    {
        const string Text = " @a  <br /> http://x 3 :) ";

        Assert.Equal(Text, new TextCleaner { CollapseWhiteSpace = false }.Clean(Text));
    }

    [Fact]
    public void Cleaning_a_cleaned_review_changes_nothing()
    {
        var random = new Random(7);
        const string Characters = "ab <br/>://w.@#()!?&;3";
        for (var i = 0; i < 500; i++)
        {
            var text = string.Concat(Enumerable.Range(0, 30).Select(_ => Characters[random.Next(Characters.Length)]));
            var cleaner = TextCleaner.Reviews with { DecodeEntities = false };
            var cleaned = cleaner.Clean(text);

            Assert.Equal(cleaned, cleaner.Clean(cleaned));
        }
    }

    [Theory]
    [InlineData(")")]
    [InlineData("(")]
    [InlineData(":(")]
    [InlineData("1.")]
    [InlineData("a")]
    [InlineData("ab")]
    [InlineData("<br ")]
    [InlineData(":D")]
    [InlineData("@")]
    [InlineData("#a")]
    [InlineData("!?")]
    public void A_megabyte_of_one_pattern_is_cleaned_in_linear_time(string pattern)
    {
        var text = string.Concat(Enumerable.Repeat(pattern, (1 << 20) / pattern.Length)) + "x";
        var clock = Stopwatch.StartNew();

        TextCleaner.Tweets.Clean(text);

        // Quadratic time would be hours.
        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(10), $"took {clock.Elapsed}");
    }
}
