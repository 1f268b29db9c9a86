using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using TransferLearning.Text;

namespace Benchmarks.Files;

/// <summary>Sentences a second on one thread, beside Hugging Face's tokenizers library (its build for Node) in the same run, in turns. Both must give the same ids.</summary>
/// <remarks>By the clock, and by processor time, which other processes on the machine lengthen less.</remarks>
internal static class TokenizerSpeed
{
    private sealed record Timing(double Clock, double Processor)
    {
        public Timing Least(Timing other) => new(Math.Min(Clock, other.Clock), Math.Min(Processor, other.Processor));
    }

    private const string Package = "@anush008/tokenizers@0.6.0";
    private const int Rounds = 5;

    /// <summary>Measures.</summary>
    /// <param name="folder">A folder with a <c>tokenizer.json</c>.</param>
    /// <param name="textsFile">A text a line.</param>
    /// <returns>Whether both gave the same ids.</returns>
    public static bool Run(string folder, string textsFile)
    {
        var tokenizer = AutoTokenizer.FromPretrained(folder);
        var texts = File.ReadAllText(textsFile).Split('\n')[..^1];
        using var peer = StartPeer(Path.GetFullPath(Path.Combine(folder, "tokenizer.json")), Path.GetFullPath(textsFile));
        var (ours, theirs, same) = (new Timing(double.MaxValue, double.MaxValue), new Timing(double.MaxValue, double.MaxValue), true);
        for (var round = 0; round <= Rounds; round++)
        {
            var mine = Encode(tokenizer, texts);
            var answer = Ask(peer);

            // The first round is for both compilers.
            if (round > 0) (ours, theirs) = (ours.Least(mine.Timing), theirs.Least(answer.Timing));
            same &= mine.Sum == answer.Sum;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{folder}: {texts.Length:N0} texts; ours {texts.Length / ours.Clock:N0} a second on one thread, theirs {texts.Length / theirs.Clock:N0}: {theirs.Clock / ours.Clock:0.0} times; in a second of processor time {texts.Length / ours.Processor:N0} and {texts.Length / theirs.Processor:N0}: {theirs.Processor / ours.Processor:0.0} times; ids {(same ? "equal" : "DIFFER")}"));
        peer.StandardInput.Close();
        peer.WaitForExit();
        return same;
    }

    private static (Timing Timing, long Sum) Encode(PreTrainedTokenizer tokenizer, string[] texts)
    {
        var (started, busy) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var encodings = Array.ConvertAll(texts, text => tokenizer.Encode(text));
        var timing = new Timing(Stopwatch.GetElapsedTime(started).TotalSeconds, (Environment.CpuUsage.TotalTime - busy).TotalSeconds);
        return (timing, encodings.Sum(encoding => encoding.InputIds.Sum(id => (long)id)));
    }

    private static (Timing Timing, long Sum) Ask(Process peer)
    {
        peer.StandardInput.WriteLine();
        var answer = (peer.StandardOutput.ReadLine() ?? throw new InvalidOperationException("Node ended before it answered; what it had to say stands above.")).Split(' ');
        return (new Timing(double.Parse(answer[0], CultureInfo.InvariantCulture), double.Parse(answer[1], CultureInfo.InvariantCulture)), long.Parse(answer[2], CultureInfo.InvariantCulture));
    }

    /// <summary>Starts Node with the library, which npm installs into a folder of the system's temporary files the first time.</summary>
    private static Process StartPeer(string tokenizerFile, string textsFile)
    {
        var modules = Path.Combine(Path.GetTempPath(), "course-benchmarks-npm");
        var module = Path.Combine(modules, "node_modules", "@anush008", "tokenizers");
        if (!Directory.Exists(module))
        {
            using var install = Start("npm", ["install", "--prefix", modules, "--no-audit", "--no-fund", Package], redirect: false);
            install.WaitForExit();
            if (install.ExitCode != 0) throw new InvalidOperationException($"npm could not install {Package}; what it had to say stands above.");
        }

        var peer = Start("node", [Path.Combine(AppContext.BaseDirectory, "Files", "tokenizers.mjs"), module, tokenizerFile, textsFile], redirect: true);
        peer.StandardOutput.ReadLine();
        return peer;
    }

    private static Process Start(string program, string[] arguments, bool redirect)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = redirect, RedirectStandardOutput = redirect })!;
        }
        catch (Win32Exception error)
        {
            throw new InvalidOperationException($"This comparison needs {program}: install Node.js.", error);
        }
    }
}
