using System.Text.RegularExpressions;
using TransferLearning.Data;
using TransferLearning.Text;

namespace Benchmarks.Inference;

/// <summary>A batch of texts as a runtime sees it. What the tokens are does not matter for its speed, only how many each text has.</summary>
/// <param name="Texts">What the texts are, for the row's name.</param>
/// <param name="Lengths">Each text's number of tokens.</param>
internal sealed partial record Workload(string Texts, int[] Lengths)
{
    /// <summary>The tokens of all texts, one text after the other.</summary>
    public int[] Ids { get; } = [.. Enumerable.Range(0, Lengths.Sum()).Select(i => 1_000 + (i * 7_919 % 7_000))];

    /// <summary>Texts of one length.</summary>
    public static Workload Even(int texts, int tokens) => new($"{texts} × {tokens}", [.. Enumerable.Repeat(tokens, texts)]);

    /// <summary>The first reviews of the course's test split: whole texts, of nearly one length.</summary>
    public static Workload Reviews(int count) => Real("reviews", [.. Shipped("reviews", "test.tsv").Take(count)]);

    /// <summary>Sentences evenly spread over a file; that of the course's messages, cut after each full stop, question mark and exclamation mark, if none is given.</summary>
    /// <param name="count">How many.</param>
    /// <param name="file">A file with a sentence in each example, such as SST-2's <c>dev.tsv</c>.</param>
    public static Workload Sentences(int count, string? file)
    {
        string[] all = file is null
            ? [.. Shipped("spam", "messages.csv").SelectMany(text => EndOfSentence.Split(text))]
            : [.. DatasetReader.Read(file).Train.Select(example => example.Text)];
        return Real(file is null ? "sentences" : $"sentences of {Path.GetFileName(file)}", [.. Enumerable.Range(0, count).Select(i => all[(int)((long)i * all.Length / count)])]);
    }

    [GeneratedRegex("(?<=[.!?])\\s+")]
    private static partial Regex EndOfSentence { get; }

    private static Workload Real(string what, IReadOnlyList<string> texts)
    {
        var tokenizer = AutoTokenizer.FromPretrained("course-bert-small");
        int[] lengths = [.. texts.Select(text => tokenizer.Encode(text).Length)];
        return new Workload($"{lengths.Length} {what}, {lengths.Min()}–{lengths.Max()}", lengths);
    }

    /// <summary>The texts of a file that ships with the course.</summary>
    private static IEnumerable<string> Shipped(string folder, string file) => DatasetReader.Read(Path.Combine(RepositoryFolder(), "data", folder, file)).Train.Select(example => example.Text);

    private static string RepositoryFolder()
    {
        var folder = new DirectoryInfo(Environment.CurrentDirectory);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "data", "reviews"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Run the benchmark inside a clone of the course.");
    }
}
