using System.Text;

namespace TransferLearning.Pretraining;

/// <summary>Turns the tagged tokens of the Brown corpus back into text as it would be printed.</summary>
internal static class BrownDetokenizer
{
    /// <summary>The text of one sentence.</summary>
    /// <param name="taggedTokens">Tokens such as <c>wouldn't/md*</c>; the tag follows the last slash.</param>
    public static string Detokenize(IEnumerable<string> taggedTokens)
    {
        var words = WithoutDoubles(taggedTokens.Select(WordOf).Where(word => word.Length > 0 && !IsTypographicCode(word))).ToList();
        PutStopsInsideQuotes(words);

        var text = new StringBuilder();
        var insideSingleQuotes = false;
        var glueNext = true;
        foreach (var word in words)
        {
            var opens = word is "``" or "(" or "[" or "$" || (word == "'" && !insideSingleQuotes);
            var closes = word is "''" or ")" or "]" or "," or "." or ";" or ":" or "?" or "!" or "%" || (word == "'" && insideSingleQuotes);
            if (word == "'") insideSingleQuotes = !insideSingleQuotes;
            if (!glueNext && !closes) text.Append(' ');
            text.Append(word is "``" or "''" ? "\"" : word);
            glueNext = opens;
        }

        return text.ToString();
    }

    private static string WordOf(string token)
    {
        var slash = token.LastIndexOf('/');
        return slash < 0 ? token : token[..slash];
    }

    /// <summary>Marks such as <c>**zg</c> stand for symbols that the corpus's punched cards could not hold.</summary>
    private static bool IsTypographicCode(string word) => word.Contains("**", StringComparison.Ordinal) || word.Contains('{');

    /// <summary>The corpus writes a question mark, exclamation mark or semicolon twice, with nothing between.</summary>
    private static IEnumerable<string> WithoutDoubles(IEnumerable<string> words)
    {
        string? previous = null;
        foreach (var word in words)
        {
            if (word != previous || word is not ("?" or "!" or ";" or ":" or ".")) yield return word;
            previous = word;
        }
    }

    /// <summary>The corpus moves the stop at a quotation's end out of it; American print has it inside.</summary>
    private static void PutStopsInsideQuotes(List<string> words)
    {
        for (var i = 1; i < words.Count; i++)
        {
            if (words[i - 1] != "''" || words[i] is not ("," or "." or "?" or "!")) continue;
            var endsAlready = i >= 2 && words[i - 2] is "?" or "!" or "." or ",";
            if (endsAlready && words[i] == ".") words.RemoveAt(i);
            else if (!endsAlready) (words[i - 1], words[i]) = (words[i], words[i - 1]);
        }
    }
}
