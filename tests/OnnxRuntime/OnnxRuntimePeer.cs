using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace OnnxRuntime;

/// <summary>What ONNX Runtime answered.</summary>
/// <param name="Milliseconds">By the clock, of each run.</param>
/// <param name="Processor">Processor time of each run, in milliseconds.</param>
/// <param name="Logits">Of the last run, row by row.</param>
internal sealed record OnnxAnswer(double[] Milliseconds, double[] Processor, float[] Logits);

/// <summary>ONNX Runtime in a Node.js process beside this one. npm fetches it the first time, into a folder of the system's temporary files.</summary>
internal sealed class OnnxRuntimePeer : IDisposable
{
    private const string Package = "onnxruntime-node@1.30.0";

    private static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    // Longer than the operating system's unit of processor time.
    private static readonly TimeSpan s_rest = TimeSpan.FromMilliseconds(50);

    private readonly Process _node;

    private OnnxRuntimePeer(Process node) => _node = node;

    /// <summary>Starts it.</summary>
    /// <param name="reason">Why there is none, if null is returned.</param>
    public static OnnxRuntimePeer? Start(out string reason)
    {
        try
        {
            var modules = Path.Combine(Path.GetTempPath(), "course-onnxruntime");
            var stamp = Path.Combine(modules, "fetched.txt");
            if (!File.Exists(stamp) || File.ReadAllText(stamp) != Package)
            {
                // Without scripts: the package holds what runs on the processor, and its script would fetch what runs on a GPU.
                using var install = Run("npm", ["install", "--prefix", modules, "--ignore-scripts", "--no-audit", "--no-fund", Package]);
                install.StandardInput.Close();
                var output = install.StandardOutput.ReadToEnd();
                install.WaitForExit();
                if (install.ExitCode != 0)
                {
                    reason = $"npm could not fetch {Package}: {output.Trim()}";
                    return null;
                }

                File.WriteAllText(stamp, Package);
            }

            var node = Run("node", [Path.Combine(AppContext.BaseDirectory, "OnnxRuntime", "onnxruntime.mjs"), modules]);
            if (node.StandardOutput.ReadLine() == "ready")
            {
                reason = "";
                return new OnnxRuntimePeer(node);
            }

            node.WaitForExit();
            node.Dispose();
            reason = $"{Package} does not run on this machine.";
        }
        catch (Win32Exception error)
        {
            reason = $"Node.js with npm is needed for {Package}: {error.Message}";
        }

        return null;
    }

    /// <summary>Opens a model.</summary>
    public OnnxAnswer Load(string path, int threads) => Ask(new { load = path, threads });

    /// <summary>Runs the model on texts of different lengths, filled up with padding to the longest.</summary>
    /// <param name="ids">The tokens of all texts, one text after the other.</param>
    /// <param name="lengths">Each text's number of tokens.</param>
    /// <param name="types">The tokens' types; empty for all 0.</param>
    /// <param name="repeat">How often.</param>
    public OnnxAnswer Run(int[] ids, IReadOnlyList<int> lengths, int[] types, int repeat = 1)
    {
        var (rows, columns) = (lengths.Count, lengths.Max());
        var (padded, mask, typed) = (new int[rows * columns], new int[rows * columns], new int[rows * columns]);
        for (int row = 0, start = 0; row < rows; start += lengths[row], row++)
        {
            ids.AsSpan(start, lengths[row]).CopyTo(padded.AsSpan(row * columns));
            mask.AsSpan(row * columns, lengths[row]).Fill(1);
            if (types.Length > 0) types.AsSpan(start, lengths[row]).CopyTo(typed.AsSpan(row * columns));
        }

        return Ask(new { rows, columns, ids = padded, mask, types = typed, repeat });
    }

    /// <summary>
    /// Waits until its threads sleep. For tens of milliseconds after a run they keep asking for the next one, and take the processors from whoever is measured then.
    /// </summary>
    public void Rest()
    {
        for (var busy = TimeSpan.MinValue; busy != _node.TotalProcessorTime; _node.Refresh())
        {
            busy = _node.TotalProcessorTime;
            Thread.Sleep(s_rest);
        }
    }

    public void Dispose()
    {
        _node.StandardInput.Close();
        _node.WaitForExit();
        _node.Dispose();
    }

    private OnnxAnswer Ask(object request)
    {
        _node.StandardInput.WriteLine(JsonSerializer.Serialize(request));
        var line = _node.StandardOutput.ReadLine() ?? throw new InvalidOperationException("Node ended before it answered; what it had to say stands above.");
        return JsonSerializer.Deserialize<OnnxAnswer>(line, s_json)!;
    }

    private static Process Run(string program, string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
}
