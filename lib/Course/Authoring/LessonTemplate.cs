using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Notebooks.Authoring;
using Notebooks.Documents;

namespace Course.Authoring;

/// <summary>
/// A lesson as it begins: the parts that every lesson has, one exercise with its solution, and the class with its check. All of it runs
/// as it stands; the author replaces it part by part.
/// </summary>
internal sealed partial record LessonTemplate(string Title, string FileName, string Number)
{
    private const int MostLessons = 100;

    private string ChecksClass => $"Lesson{Number}";

    /// <summary>Begins a lesson.</summary>
    /// <param name="name">What it is about, as words or as a file's name.</param>
    /// <param name="number">Its number, 0 to 99.</param>
    /// <exception cref="CourseException">The name has no letter, or there is no number left.</exception>
    public static LessonTemplate Create(string name, int number)
    {
        var words = NotPartOfName().Replace(name.Trim().ToLowerInvariant(), "-").Trim('-');
        if (!words.Any(char.IsAsciiLetter))
            throw new CourseException($"'{name}' makes no file name. Use English letters, such as: ./course new lesson \"Word vectors\"");
        if (number >= MostLessons)
            throw new CourseException($"A lesson's number has two digits, and all up to {MostLessons - 1} are taken.");

        var title = name.Contains(' ', StringComparison.Ordinal) ? name.Trim() : words.Replace('-', ' ');
        var digits = number.ToString("00", CultureInfo.InvariantCulture);
        return new LessonTemplate($"{char.ToUpperInvariant(title[0])}{title[1..]}", $"{digits}-{words}.ipynb", digits);
    }

    /// <summary>Writes the files; none replaces one that is there.</summary>
    /// <returns>Their paths.</returns>
    /// <exception cref="CourseException">One of them exists.</exception>
    public IReadOnlyList<string> Save(CourseRepository repository)
    {
        var lesson = Path.Combine(repository.Notebooks, FileName);
        var solution = Path.Combine(repository.Notebooks, "solutions", FileName);
        var checks = Path.Combine(repository.Root, "lib", "TransferLearning", "Lessons", $"{ChecksClass}.cs");
        string[] paths = [lesson, solution, checks];
        if (Array.Find(paths, File.Exists) is { } taken)
            throw new CourseException($"{taken} is there already. Choose another name, or move it away.");

        ToLesson().Save(lesson);
        ToSolution().Save(solution);
        File.WriteAllText(checks, ToChecks(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return paths;
    }

    /// <summary>The lesson's notebook.</summary>
    public NotebookDocument ToLesson()
    {
        var document = NotebookDocument.CreateCSharp();
        document.Add(Text($"# {Number} · {Title}\n\n**You will** …\n\n**You need** …\n\n**Time** … minutes.", "slide"));
        document.Add(Text("<details><summary>Speaker notes</summary>\n\nWhat to say, what to ask, where to pause.\n\n</details>", "notes"));
        document.Add(NotebookCell.Code("#!import setup.ipynb"));
        document.Add(Text("## The idea\n\nIn words, and in one drawing.", "slide"));
        document.Add(Text("## From scratch\n\nThe idea in ten lines.", "slide"));
        document.Add(NotebookCell.Code("var numbers = Enumerable.Range(1, 10).ToArray();\nvar byHand = 0;\nforeach (var number in numbers)\n    byHand += number;\n$\"By hand: {byHand}\""));
        document.Add(Text("## With the library\n\nThe same with the library, and a check that both agree.", "subslide"));
        document.Add(NotebookCell.Code("var byLibrary = torch.tensor(numbers).sum().item<long>();\nif (byLibrary != byHand) throw new Exception(\"The two sums should agree.\");\n$\"By the library: {byLibrary}\""));
        document.Add(Text("## An experiment\n\nA question, a chart, and what it shows.", "slide"));
        document.Add(NotebookCell.Code("Figures.Lines(\"Sums\", \"numbers\", \"sum\", new LineSeries(\"sum\", [.. numbers.Select(n => (double)n)], [.. numbers.Select(n => n * (n + 1) / 2.0)]))"));
        document.Add(Text("## What can go wrong", "slide"));
        document.Add(Text("## Exercises\n\nReplace each `null`, run the cell, and read what the check says.", "slide"));
        document.Add(NotebookCell.Markdown("**Exercise 1.** What is the sum of the numbers from 1 to 100?\n\n<details><summary>Hint</summary>\n\nPair the first with the last.\n\n</details>"));
        document.Add(Exercise($"int? sum = null;\n\n{ChecksClass}.CheckSum(sum)"));
        document.Add(Text("## What to remember\n\n- …", "slide"));
        document.Add(NotebookCell.Markdown("## Read on\n\n- …"));
        return document;
    }

    /// <summary>The notebook with the worked answers.</summary>
    public NotebookDocument ToSolution()
    {
        var document = NotebookDocument.CreateCSharp();
        document.Add(NotebookCell.Markdown($"# Solutions to {Number} · {Title}"));
        document.Add(NotebookCell.Code("#!import ../setup.ipynb"));
        document.Add(NotebookCell.Markdown("**Exercise 1.** Fifty pairs, each of which makes 101."));
        document.Add(Exercise($"int? sum = 50 * 101;\n\n{ChecksClass}.CheckSum(sum)"));
        return document;
    }

    private string ToChecks() => $$"""
        namespace TransferLearning.Lessons;

        /// <summary>The checks of lesson {{Number}}'s exercises.</summary>
        public static class {{ChecksClass}}
        {
            /// <summary>Exercise 1: the sum of the numbers from 1 to 100.</summary>
            public static ExerciseResult CheckSum(int? answer)
            {
                const string name = "Exercise 1";
                return answer switch
                {
                    null => ExerciseResult.NotDone(name, "Replace null by the sum of the numbers from 1 to 100."),
                    5050 => ExerciseResult.Right(name, "Fifty pairs, each of which makes 101."),
                    _ => ExerciseResult.Wrong(name, $"{answer} is not the sum. How much do the first and the last number make together?"),
                };
            }
        }

        """.ReplaceLineEndings("\n");

    private static NotebookCell Text(string markdown, string slide)
    {
        var cell = NotebookCell.Markdown(markdown);
        cell.Metadata["slideshow"] = new JsonObject { ["slide_type"] = slide };
        return cell;
    }

    private static NotebookCell Exercise(string code)
    {
        var cell = NotebookCell.Code(code);
        cell.Metadata["tags"] = new JsonArray(Exercises.Tag);
        return cell;
    }

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotPartOfName();
}
