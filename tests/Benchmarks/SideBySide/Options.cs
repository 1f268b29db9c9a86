using System.Globalization;

namespace Benchmarks.SideBySide;

/// <summary>What the command line asks for.</summary>
/// <param name="Rows">Parts of names: rows that contain one of them; all rows if there is none.</param>
/// <param name="Threads">Threads on both sides.</param>
/// <param name="Turns">How often each side has its turn in each row.</param>
/// <param name="Seconds">How long a turn is, unless one call takes longer.</param>
/// <param name="BestOnly">Whether to leave PyTorch as installed out.</param>
internal sealed record Options(IReadOnlyList<string> Rows, int Threads, int Turns, double Seconds, bool BestOnly)
{
    public const string Usage = "compare [--rows text,text…] [--threads N] [--turns 5] [--seconds 0.15] [--best-only]";

    /// <exception cref="ArgumentException">An argument is not among them.</exception>
    public static Options Parse(ReadOnlySpan<string> arguments)
    {
        var options = new Options([], Environment.ProcessorCount, 5, 0.15, BestOnly: false);
        while (arguments.Length > 0)
        {
            string value = arguments.Length > 1 ? arguments[1] : "";
            (options, int taken) = arguments[0] switch
            {
                "--rows" => (options with { Rows = value.Split(',', StringSplitOptions.RemoveEmptyEntries) }, 2),
                "--threads" => (options with { Threads = int.Parse(value, CultureInfo.InvariantCulture) }, 2),
                "--turns" => (options with { Turns = int.Parse(value, CultureInfo.InvariantCulture) }, 2),
                "--seconds" => (options with { Seconds = double.Parse(value, CultureInfo.InvariantCulture) }, 2),
                "--best-only" => (options with { BestOnly = true }, 1),
                var unknown => throw new ArgumentException($"'{unknown}' is not an argument. {Usage}"),
            };
            arguments = arguments[Math.Min(taken, arguments.Length)..];
        }

        return options;
    }

    public bool Wants(string row) => Rows.Count == 0 || Rows.Any(part => row.Contains(part, StringComparison.OrdinalIgnoreCase));
}
