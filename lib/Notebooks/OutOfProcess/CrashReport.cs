using System.Text.RegularExpressions;
using Notebooks.Sessions;

namespace Notebooks.OutOfProcess;

/// <summary>Turns the end of a process into the error of the cell that ran in it.</summary>
internal static partial class CrashReport
{
    private const int MostFrames = 12;
    private const int Killed = 128 + 9;

    /// <summary>Describes it.</summary>
    /// <param name="exitCode">The process's exit code.</param>
    /// <param name="lastWords">What the runtime wrote when it gave up.</param>
    public static CellError Describe(int exitCode, string lastWords)
    {
        var reason = lastWords switch
        {
            _ when lastWords.StartsWith("Stack overflow.", StringComparison.Ordinal) => "the stack overflowed, which happens when a method calls itself without end",
            _ when lastWords.StartsWith("Out of memory.", StringComparison.Ordinal) => "memory ran out",
            _ when lastWords.StartsWith("Process terminated.", StringComparison.Ordinal) => string.Join(' ', lastWords.Split('\n').Take(2)).Trim(),
            { Length: > 0 } => lastWords.Split('\n')[0].Trim(),
            _ when exitCode == Killed => "it was killed, perhaps because memory ran out",
            _ when exitCode is >= 0 and < 128 => $"it exited by itself with code {exitCode}",
            _ => $"it ended with code {exitCode}",
        };
        var message = $"The process of the cells ended: {reason}. Its variables are gone: run the cells again from the first one.";
        return new("ProcessEnded", message, [message, .. Frames(lastWords)], Line: null);
    }

    // The cells' own frames are those of classes named by the compiler after the cell.
    private static IEnumerable<string> Frames(string report) =>
        report.Split('\n')
            .Select(line => CellFrame().Match(line))
            .Where(match => match.Success)
            .Select(match => $"   at {FunctionName().Replace(match.Groups[1].Value, "$1")}(…)")
            .Distinct(StringComparer.Ordinal)
            .Take(MostFrames);

    [GeneratedRegex(@"^\s+at Cell\d+(?:[+.]<>c\w*)?[+.]?([^(]*)\(")]
    private static partial Regex CellFrame();

    [GeneratedRegex(@"^.*<.*>g__(\w+)\|.*$")]
    private static partial Regex FunctionName();
}
