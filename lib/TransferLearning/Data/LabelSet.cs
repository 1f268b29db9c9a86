using System.Globalization;

namespace TransferLearning.Data;

/// <summary>The labels of a data set: from what a file says to a number and a name.</summary>
internal sealed class LabelSet
{
    private const int MostLabels = 1000;
    private readonly Dictionary<string, int> _numbers;

    private LabelSet(IReadOnlyList<string> names)
    {
        Names = names;
        _numbers = names.Select((name, number) => (name, number)).ToDictionary(pair => pair.name, pair => pair.number, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The names by number.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The set of given labels.</summary>
    /// <exception cref="DatasetException">Two names are the same but for upper and lower case, or there is none.</exception>
    public static LabelSet Known(IReadOnlyList<string> names)
    {
        if (names.Count == 0 || names.Distinct(StringComparer.OrdinalIgnoreCase).Count() != names.Count)
        {
            throw new DatasetException($"Label names must be at least one and differ by more than upper and lower case, but are: '{string.Join("', '", names)}'.");
        }

        return new LabelSet(names);
    }

    /// <summary>The labels that occur in a file.</summary>
    /// <exception cref="DatasetException">A label is empty, numbers do not run from 0 without a gap, or there are too many labels to be classes.</exception>
    public static LabelSet Infer(string path, IEnumerable<(int Line, string Value)> values)
    {
        var firstLines = new SortedDictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var (line, value) in values)
        {
            if (value.Length == 0) throw new DatasetException(path, line, "the label is empty. Fill it in or remove the line.");
            firstLines.TryAdd(value, line);
            if (firstLines.Count > MostLabels)
            {
                throw new DatasetException(path, line, $"more than {MostLabels} different labels, the last one '{Excerpt.Of(value)}': is this the label column? Name the right one with {nameof(DelimitedReaderOptions.LabelColumn)}.");
            }
        }

        if (!firstLines.Keys.All(value => int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)))
        {
            return new LabelSet([.. firstLines.Keys]);
        }

        var numbers = firstLines.Keys.Select(value => int.Parse(value, CultureInfo.InvariantCulture)).Order().ToArray();
        if (!numbers.SequenceEqual(Enumerable.Range(0, numbers.Length)))
        {
            throw new DatasetException(
                path, null, $"the labels are the numbers {string.Join(", ", numbers)}, which do not run from 0 without a gap. Say what they are with {nameof(DelimitedReaderOptions.LabelNames)}, for instance {string.Join(", ", numbers)}.");
        }

        return new LabelSet([.. numbers.Select(number => number.ToString(CultureInfo.InvariantCulture))]);
    }

    /// <summary>The number of a label that is written as a name or as a number.</summary>
    /// <exception cref="DatasetException">The label is not in the set.</exception>
    public int NumberOf(string path, int line, string value)
    {
        if (_numbers.TryGetValue(value, out var number)) return number;
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number < Names.Count) return number;
        throw new DatasetException(
            path, line, value.Length == 0
                ? "the label is empty. Fill it in or remove the line."
                : $"unknown label '{Excerpt.Of(value)}'. Known are {string.Join(", ", Names.Select((name, i) => name == i.ToString(CultureInfo.InvariantCulture) ? name : $"{name} ({i})"))}.");
    }
}
