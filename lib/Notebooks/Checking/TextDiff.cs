namespace Notebooks.Checking;

/// <summary>The lines in which two texts differ, short enough to be read in a terminal.</summary>
internal static class TextDiff
{
    private const int MostLines = 12;
    private const int MostCharacters = 160;

    // Beyond this, the table of common lines would be larger than it is worth: lines are paired by their positions.
    private const int MostForTable = 1_000_000;

    public static IReadOnlyList<string> Lines(string stored, string now)
    {
        string[] before = stored.TrimEnd('\n').Split('\n'), after = now.TrimEnd('\n').Split('\n');
        var changes = Changes(before, after);
        if (changes.Count == 0)
            return ["(only line ends at the end of the text differ)"];

        var shown = new List<string>();
        foreach (var (removed, added) in changes)
        {
            var start = removed is not null && added is not null ? FirstDifference(removed, added) : 0;
            if (removed is not null)
                shown.Add("- " + Excerpt(removed, start));
            if (added is not null)
                shown.Add("+ " + Excerpt(added, start));
        }

        return shown.Count <= MostLines ? shown : [.. shown.Take(MostLines), $"… and {shown.Count - MostLines} more lines"];
    }

    private static List<(string? Removed, string? Added)> Changes(string[] before, string[] after)
    {
        if ((long)before.Length * after.Length > MostForTable)
            return Pair(before, after);

        var changes = new List<(string?, string?)>();
        var (i, j) = (0, 0);
        foreach (var (oldEnd, newEnd) in CommonLines(before, after).Append((before.Length, after.Length)))
        {
            changes.AddRange(Pair(before[i..oldEnd], after[j..newEnd]));
            (i, j) = (oldEnd + 1, newEnd + 1);
        }

        return changes;
    }

    // The longest common subsequence of lines, as pairs of positions.
    private static IEnumerable<(int Before, int After)> CommonLines(string[] before, string[] after)
    {
        var length = new int[before.Length + 1, after.Length + 1];
        for (var i = before.Length - 1; i >= 0; i--)
        {
            for (var j = after.Length - 1; j >= 0; j--)
                length[i, j] = before[i] == after[j] ? length[i + 1, j + 1] + 1 : Math.Max(length[i + 1, j], length[i, j + 1]);
        }

        for (var (i, j) = (0, 0); i < before.Length && j < after.Length;)
        {
            if (before[i] == after[j])
                yield return (i++, j++);
            else if (length[i + 1, j] >= length[i, j + 1])
                i++;
            else
                j++;
        }
    }

    private static List<(string? Removed, string? Added)> Pair(string[] before, string[] after) =>
        [.. Enumerable.Range(0, Math.Max(before.Length, after.Length))
            .Select(i => (i < before.Length ? before[i] : null, i < after.Length ? after[i] : null))
            .Where(pair => pair.Item1 != pair.Item2)];

    private static int FirstDifference(string one, string other) => one.AsSpan().CommonPrefixLength(other);

    // A long line, such as a drawing's, is shown around the place where it begins to differ.
    private static string Excerpt(string line, int difference)
    {
        var start = line.Length <= MostCharacters ? 0 : Math.Clamp(difference - (MostCharacters / 3), 0, line.Length - MostCharacters);
        var end = Math.Min(line.Length, start + MostCharacters);
        return $"{(start > 0 ? "…" : "")}{line[start..end]}{(end < line.Length ? "…" : "")}";
    }
}
