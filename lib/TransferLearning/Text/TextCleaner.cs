using System.Net;
using System.Text.RegularExpressions;

namespace TransferLearning.Text;

/// <summary>
/// Cleans tweets and reviews before they are tokenized: what differs from text to text but means the same (a link, a user, a
/// number) becomes one placeholder. The placeholders are those of the GloVe vectors for Twitter (Pennington et al. 2014).
/// </summary>
public sealed partial record TextCleaner
{
    /// <summary>Whether HTML entities such as <c>&amp;amp;</c> become their characters.</summary>
    public bool DecodeEntities { get; init; }

    /// <summary>Whether <c>&lt;br /&gt;</c> becomes a space.</summary>
    public bool ReplaceLineBreaks { get; init; }

    /// <summary>Whether a link becomes <c>&lt;url&gt;</c>.</summary>
    public bool ReplaceUrls { get; init; }

    /// <summary>Whether <c>@name</c> becomes <c>&lt;user&gt;</c>.</summary>
    public bool ReplaceUsers { get; init; }

    /// <summary>Whether <c>#word</c> becomes <c>&lt;hashtag&gt; word</c>.</summary>
    public bool MarkHashtags { get; init; }

    /// <summary>Whether smileys become <c>&lt;smile&gt;</c>, <c>&lt;lolface&gt;</c>, <c>&lt;sadface&gt;</c>, <c>&lt;neutralface&gt;</c> or <c>&lt;heart&gt;</c>.</summary>
    public bool ReplaceSmileys { get; init; }

    /// <summary>Whether a number becomes <c>&lt;number&gt;</c>; digits within a word, as in <c>2nd</c>, stay.</summary>
    public bool ReplaceNumbers { get; init; }

    /// <summary>Whether <c>!!!</c> becomes <c>! &lt;repeat&gt;</c>; also of ? and of full stops.</summary>
    public bool MarkRepeats { get; init; }

    /// <summary>Whether a word with a letter three times in a row or more, as in <c>sooo</c>, is shortened and marked: <c>so &lt;elong&gt;</c>.</summary>
    public bool MarkElongations { get; init; }

    /// <summary>Whether white space is trimmed and each run of it becomes one space.</summary>
    public bool CollapseWhiteSpace { get; init; } = true;

    /// <summary>Everything that tweets need.</summary>
    public static TextCleaner Tweets { get; } = new()
    {
        DecodeEntities = true,
        ReplaceUrls = true,
        ReplaceUsers = true,
        MarkHashtags = true,
        ReplaceSmileys = true,
        ReplaceNumbers = true,
        MarkRepeats = true,
        MarkElongations = true,
    };

    /// <summary>What film reviews from the web need: no <c>&lt;br /&gt;</c>, no links; numbers stay, because a rating means something.</summary>
    public static TextCleaner Reviews { get; } = new() { DecodeEntities = true, ReplaceLineBreaks = true, ReplaceUrls = true };

    /// <summary>The placeholders, for a tokenizer that is to keep each as one token.</summary>
    public static IReadOnlyList<string> Placeholders { get; } =
        ["<url>", "<user>", "<hashtag>", "<smile>", "<lolface>", "<sadface>", "<neutralface>", "<heart>", "<number>", "<repeat>", "<elong>"];

    /// <summary>The cleaned text. Takes time in proportion to the text's length, whatever it holds.</summary>
    public string Clean(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = DecodeEntities ? WebUtility.HtmlDecode(text) : text;
        text = ReplaceLineBreaks ? LineBreak().Replace(text, " ") : text;
        text = ReplaceUrls ? Url().Replace(text, "<url>") : text;
        text = ReplaceUsers ? User().Replace(text, "<user>") : text;
        text = ReplaceSmileys ? CleanSmileys(text) : text;
        text = ReplaceNumbers ? Number().Replace(text, NameNumber) : text;
        text = MarkHashtags ? Hashtag().Replace(text, "<hashtag> $1") : text;
        text = MarkRepeats ? Repeat().Replace(text, match => $"{match.ValueSpan[..1]} <repeat>") : text;
        text = MarkElongations ? Elongated().Replace(text, Shorten) : text;
        return CollapseWhiteSpace ? WhiteSpace().Replace(text, " ").Trim() : text;
    }

    private static string CleanSmileys(string text)
    {
        text = Heart().Replace(text, "<heart>");
        text = Laugh().Replace(text, "<lolface>");
        text = Smile().Replace(text, "<smile>");
        text = Sad().Replace(text, "<sadface>");
        return Neutral().Replace(text, "<neutralface>");
    }

    private static string NameNumber(Match match) => match.Groups["rest"].Length == 0 ? "<number>" : match.Value;

    /// <summary>Within a word two of the letters stay, as in good; at its end one, as in so.</summary>
    private static string Shorten(Match word)
    {
        var shortened = LetterRun().Replace(word.Value, run => run.Index + run.Length == word.Length ? run.Value[..1] : run.Value[..2]);
        return $"{shortened} <elong>";
    }

    [GeneratedRegex(@"<br\s*/?>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LineBreak();

    [GeneratedRegex(@"\b(?:https?://|www\.)\S+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Url();

    [GeneratedRegex(@"(?<![\w@])@\w+")]
    private static partial Regex User();

    [GeneratedRegex(@"(?<!\w)#(\w+)")]
    private static partial Regex Hashtag();

    [GeneratedRegex(@"<3+|[\u2764\u2665]\uFE0F?")]
    private static partial Regex Heart();

    // Eyes, perhaps a nose, a mouth. 8 is an eye only above a nose, so that 8/10 and (1998) stay; the look-behinds before
    // repeated mouths keep each search linear.
    [GeneratedRegex(@"(?<!\d)(?:(?:[:=;]|8(?=-))['`\-]?[pPD]+|(?<!\w)[xX]D+)(?!\w)|\uD83D[\uDE02\uDE06]|\uD83E\uDD23")]
    private static partial Regex Laugh();

    [GeneratedRegex(@"(?<!\d)(?:[:=;]|8(?=-))['`\-]?\)+|(?<!\()\(+['`\-]?[:=;](?!\w)|\uD83D[\uDE00\uDE01\uDE03-\uDE05\uDE07-\uDE0A\uDE0D\uDE18]|\u263A\uFE0F?")]
    private static partial Regex Smile();

    [GeneratedRegex(@"(?<!\d)(?:[:=;]|8(?=-))['`\-]?\(+|(?<!\))\)+['`\-][:=;](?!\w)|\uD83D[\uDE1E\uDE1F\uDE21-\uDE25\uDE29\uDE2D]|\u2639\uFE0F?")]
    private static partial Regex Sad();

    [GeneratedRegex(@"(?<!\d)[:=;]['`\-]?[/|\\](?![/\\|])")]
    private static partial Regex Neutral();

    [GeneratedRegex(@"(?<![\w#])[+-]?\d+(?:[.,:]\d+)*(?<rest>\w*)")]
    private static partial Regex Number();

    [GeneratedRegex(@"[!?]{2,}|\.{2,}")]
    private static partial Regex Repeat();

    [GeneratedRegex(@"\b\w*?(\p{L})\1{2,}\w*")]
    private static partial Regex Elongated();

    [GeneratedRegex(@"(\p{L})\1{2,}")]
    private static partial Regex LetterRun();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
