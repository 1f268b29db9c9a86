using System.Globalization;

namespace TransferLearning.Lessons;

/// <summary>The checks of lesson 10's exercises.</summary>
public static class Lesson10
{
    private const double Million = 1e6;

    // What tells a stranger nothing of a text or its writer.
    private static readonly string[] s_harmlessFields = ["time", "status", "milliseconds", "number of tokens", "model"];

    /// <summary>Exercise 1: how many bytes a weight may have on a host, and how large the model is then.</summary>
    /// <param name="weights">The model's number of weights.</param>
    /// <param name="hostMegabytes">What the host takes, in millions of bytes.</param>
    /// <param name="serverMegabytes">What the server takes of it.</param>
    /// <param name="bytesPerWeight">The student's whole number of bytes.</param>
    /// <param name="megabytes">The student's size of the model, in millions of bytes.</param>
    public static ExerciseResult CheckSizeBudget(long weights, double hostMegabytes, double serverMegabytes, int? bytesPerWeight, double? megabytes)
    {
        const string name = "Exercise 1";
        if (bytesPerWeight is not { } bytes || megabytes is not { } size)
            return ExerciseResult.NotDone(name, "Replace both nulls: the bytes for each weight, and the size of the model in megabytes.");

        var free = hostMegabytes - serverMegabytes;
        var most = (int)(free * Million / weights);
        var right = most * weights / Million;
        if (bytes != most)
        {
            return ExerciseResult.Wrong(name, bytes > most
                ? Say($"With {bytes} bytes for each weight the model takes {bytes * weights / Million:0} MB, and {free:0} are left for it.")
                : Say($"{bytes} is not the most: with {most} it still fits into the {free:0} MB that are left."));
        }

        return Math.Abs(size - right) <= 1 ? ExerciseResult.Right(name, Say($"{right:0} MB. A sum of one line decides between int8 and another host."))
            : Math.Abs(size - (right * Million)) <= Million ? ExerciseResult.Wrong(name, "The bytes for each weight are right. The size is in bytes: divide it by a million.")
            : Math.Abs(size - (right * Million / (1 << 20))) <= 1 ? ExerciseResult.Wrong(name, "The bytes for each weight are right. You divided by 1,048,576: those are mebibytes. A megabyte here is a million bytes.")
            : Math.Abs(size - (right + serverMegabytes)) <= 1 ? ExerciseResult.Wrong(name, "The bytes for each weight are right. The size is that of model and server together; the model's alone is asked for.")
            : Math.Abs(size - free) <= 1 ? ExerciseResult.Wrong(name, "The bytes for each weight are right. That is the room for the model, and not what it takes.")
            : ExerciseResult.Wrong(name, Say($"The bytes for each weight are right; {size:g5} megabytes are not {weights:#,0} weights of {bytes}."));
    }

    /// <summary>Exercise 2: the median and the 95th percentile, as the smallest value that so large a share does not exceed.</summary>
    /// <param name="milliseconds">The latencies, in any order.</param>
    /// <param name="p50">The student's median.</param>
    /// <param name="p95">The student's 95th percentile.</param>
    public static ExerciseResult CheckPercentiles(IReadOnlyList<double> milliseconds, double? p50, double? p95)
    {
        ArgumentNullException.ThrowIfNull(milliseconds);
        const string name = "Exercise 2";
        if (p50 is not { } middle || p95 is not { } high)
            return ExerciseResult.NotDone(name, "Replace both nulls by percentiles of the list.");

        double[] sorted = [.. milliseconds.Order()];
        double Rank(IReadOnlyList<double> values, double share) => values[(int)Math.Ceiling(share * values.Count) - 1];
        var mean = milliseconds.Average();
        if (!Same(middle, Rank(sorted, 0.5)))
        {
            return ExerciseResult.Wrong(name,
                Same(middle, mean) ? Say($"{middle:g4} is the mean. A few slow requests pull it up; p50 is the value in the middle.")
                : Same(middle, Rank(milliseconds, 0.5)) ? "For p50 you took the place in the list as it stands. Put the values in order first."
                : Same(middle, (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2) ? "Nearly: for p50 you took the mean of the two values in the middle, which many programs do. `Percentile` of this lesson takes the lower one: half of the requests took that or less."
                : Say($"{middle:g4} is not p50: half of the values must be that or less."));
        }

        return Same(high, Rank(sorted, 0.95)) ? ExerciseResult.Right(name, Say($"Half were done in {middle:g4} ms, and one in twenty took more than {high:g4}. The mean, {mean:g4}, describes none of them."))
            : Same(high, sorted[^1]) ? ExerciseResult.Wrong(name, "p50 is right. For p95 you took the slowest of all, which 100 of 100 do not exceed.")
            : Same(high, Rank(milliseconds, 0.95)) ? ExerciseResult.Wrong(name, "p50 is right. For p95 you took the place in the list as it stands: put it in order first.")
            : Same(high, 0.95 * sorted[^1]) ? ExerciseResult.Wrong(name, "p50 is right. For p95 you took 95 % of the slowest; it is the value that 95 % of the requests do not exceed.")
            : ExerciseResult.Wrong(name, Say($"p50 is right; {high:g4} is not p95. Put the values in order and take the one at place {Math.Ceiling(0.95 * sorted.Length):0} of {sorted.Length}."));
    }

    /// <summary>Exercise 3: what may stand in a log that must not tell what somebody wrote, nor who it was.</summary>
    /// <param name="fields">What could be logged.</param>
    /// <param name="allowed">The student's choice of it.</param>
    public static ExerciseResult CheckLogFields(IReadOnlyList<string> fields, IReadOnlyList<string>? allowed)
    {
        ArgumentNullException.ThrowIfNull(fields);
        const string name = "Exercise 3";
        if (allowed is null)
            return ExerciseResult.NotDone(name, "Replace null by the names that may be logged: [\"time\", …].");
        if (allowed.FirstOrDefault(field => !fields.Contains(field)) is { } unknown)
            return ExerciseResult.Wrong(name, $"'{unknown}' is not in the list. Write the names as they stand there.");

        if (allowed.Except(s_harmlessFields).FirstOrDefault() is { } leak)
        {
            return ExerciseResult.Wrong(name, leak switch
            {
                "review" => "The review itself is what the log must never hold.",
                "hash of the review" => "A hash hides long random texts, not short written ones: whoever suspects a text hashes it and compares. And equal reviews have equal hashes.",
                _ when leak.Contains("characters", StringComparison.Ordinal) => "The first characters of a text are a text. \"My doctor says\" are fourteen of them.",
                _ when leak.Contains("address", StringComparison.Ordinal) => "An address tells who it was. For the log it is enough that somebody asked.",
                _ => $"'{leak}' tells of the text or of its writer.",
            });
        }

        return fields.Intersect(s_harmlessFields).Except(allowed).FirstOrDefault() is { } missing
            ? ExerciseResult.Wrong(name, $"Nothing in it leaks. But '{missing}' may stay, too: it helps to find a fault and tells nobody what was written.")
            : ExerciseResult.Right(name, "When, what, how long, how it ended: enough to find a fault, and nothing to be ashamed of when the log is lost.");
    }

    /// <summary>Exercise 4: the population stability index of two lists of shares.</summary>
    /// <param name="before">The old shares, each above 0; they add up to 1.</param>
    /// <param name="now">The new ones.</param>
    /// <param name="answer">The student's index.</param>
    public static ExerciseResult CheckPsi(IReadOnlyList<double> before, IReadOnlyList<double> now, double? answer)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(now);
        const string name = "Exercise 4";
        if (answer is not { } psi)
            return ExerciseResult.NotDone(name, "Replace null by the population stability index of the two lists.");

        double Sum(Func<double, double, double> term) => before.Zip(now, term).Sum();
        var right = Sum((o, n) => (n - o) * Math.Log(n / o));
        if (Same(psi, right))
        {
            return ExerciseResult.Right(name, Say($"{right:0.000}: {(right < 0.1 ? "below 0.1, so nothing to get up for at night" : right < 0.25 ? "between 0.1 and 0.25: keep an eye on it" : "above 0.25: something has changed")}."));
        }

        var problem =
            Same(psi, -right) ? "The sign is turned round: it is (new − old) · ln(new / old), and no term is negative."
            : Same(psi, right / Math.Log(10)) ? "You took the logarithm to base 10. Math.Log is the natural one."
            : Same(psi, right / Math.Log(2)) ? "You took the logarithm to base 2. Math.Log is the natural one."
            : Same(psi, Sum((o, n) => n * Math.Log(n / o))) ? "That is Σ new · ln(new / old), the Kullback-Leibler divergence. The PSI has (new − old) in front of the logarithm."
            : Same(psi, Sum((o, n) => Math.Abs(n - o))) ? "That is the sum of the differences. Each is multiplied by ln(new / old)."
            : Same(psi, right / before.Count) ? "That is the mean of the terms. The PSI is their sum."
            : Say($"{psi:g4} is not it. The terms are {string.Join(", ", before.Zip(now, (o, n) => Say($"{(n - o) * Math.Log(n / o):0.0000}")))}; add them up.");
        return ExerciseResult.Wrong(name, problem);
    }

    private static bool Same(double a, double b) => Math.Abs(a - b) < 5e-4;

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
