using System.Text.RegularExpressions;
using CourseProgram;
using Notebooks.Documents;

namespace Lessons.Tests;

/// <summary>The glossary is in order, and each term stands in the lesson that it names.</summary>
public sealed partial class GlossaryTests
{
    private static readonly List<Entry> s_entries =
    [
        .. EntryLine().Matches(File.ReadAllText(CourseProcess.PathOf("notebooks", "GLOSSARY.md")))
            .Select(match => new Entry(match.Groups["term"].Value.Trim('`'), match.Groups["lesson"].Value)),
    ];

    [Fact]
    public void Every_entry_has_the_form_that_is_read_here()
    {
        var bold = File.ReadLines(CourseProcess.PathOf("notebooks", "GLOSSARY.md")).Count(line => line.StartsWith("**", StringComparison.Ordinal));
        Assert.Equal(bold, s_entries.Count);
        Assert.True(bold > 50, $"Only {bold} terms.");
    }

    [Fact]
    public void The_terms_are_in_alphabetical_order_and_none_stands_twice()
    {
        List<string> terms = [.. s_entries.Select(entry => LettersOf(entry.Term))];
        Assert.Equal(terms.Order(StringComparer.Ordinal), terms);
        Assert.Equal(terms.Distinct(), terms);
    }

    [Fact]
    public void Each_term_stands_in_the_lesson_that_it_names()
    {
        var texts = Directory.EnumerateFiles(CourseProcess.PathOf("notebooks"), "??-*.ipynb").ToDictionary(
            path => Path.GetFileName(path)[..2],
            path => string.Join('\n', NotebookDocument.Load(path).Cells.Select(cell => cell.Source)));
        Assert.All(s_entries.Where(entry => texts.ContainsKey(entry.Lesson)), entry =>
            Assert.True(
                texts[entry.Lesson].Contains(entry.Word, StringComparison.OrdinalIgnoreCase),
                $"Lesson {entry.Lesson} does not speak of '{entry.Word}'."));
    }

    private static string LettersOf(string term) => string.Concat(term.ToLowerInvariant().Where(c => char.IsAsciiLetterOrDigit(c) || c == ' '));

    // **term** ([01](01-transfer-learning.ipynb)): what it means. A lesson that is still to come has a number without a link.
    [GeneratedRegex(@"^\*\*(?<term>[^*]+)\*\* \(\[?(?<lesson>\d\d)(\]\([^)]+\))?\): .*\.$", RegexOptions.Multiline)]
    private static partial Regex EntryLine();

    /// <param name="Term">As the glossary has it, such as <c>head (of attention)</c> or <c>query, key, value</c>.</param>
    /// <param name="Lesson">The number of the lesson that explains it.</param>
    private sealed record Entry(string Term, string Lesson)
    {
        /// <summary>The term without what tells it from its namesakes, and without what follows a comma.</summary>
        public string Word => Term.Split(" (")[0].Split(',')[0];
    }
}
