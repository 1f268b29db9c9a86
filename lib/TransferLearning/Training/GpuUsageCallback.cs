using System.Diagnostics;
using System.Globalization;

namespace TransferLearning.Training;

/// <summary>How busy a GPU is.</summary>
/// <param name="Index">The GPU's number.</param>
/// <param name="Utilization">The share of the time in which it computed, in [0, 1].</param>
/// <param name="MemoryUsed">The memory in use, in bytes.</param>
/// <param name="MemoryTotal">The memory that it has, in bytes.</param>
public sealed record GpuUsage(int Index, double Utilization, long MemoryUsed, long MemoryTotal);

/// <summary>Notes the GPUs' use whenever something is logged, by asking NVIDIA's <c>nvidia-smi</c>. On a machine without it nothing is noted.</summary>
/// <param name="report">Receives the step and the use of each GPU; it is called on the training's thread.</param>
public sealed class GpuUsageCallback(Action<int, IReadOnlyList<GpuUsage>>? report = null) : TrainerCallback
{
    private const long BytesPerMebibyte = 1 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly List<(int Step, IReadOnlyList<GpuUsage> Gpus)> _history = [];
    private bool _isMissing;

    /// <summary>What was noted: the step and the use of each GPU.</summary>
    public IReadOnlyList<(int Step, IReadOnlyList<GpuUsage> Gpus)> History => _history;

    /// <summary>The program that is asked.</summary>
    internal string Program { get; init; } = "nvidia-smi";

    /// <inheritdoc/>
    public override void OnLog(TrainerState state, LogEntry entry, TrainerControl control)
    {
        if (_isMissing) return;
        var gpus = Ask();
        if (gpus.Count == 0)
        {
            _isMissing = true;
            return;
        }

        _history.Add((state.GlobalStep, gpus));
        report?.Invoke(state.GlobalStep, gpus);
    }

    /// <summary>Reads the program's output: a line for each GPU with its number, per cent of use, and MiB of memory used and in all.</summary>
    internal static IReadOnlyList<GpuUsage> Parse(string output) =>
        [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ParseLine).OfType<GpuUsage>()];

    private static GpuUsage? ParseLine(string line)
    {
        // A GPU that does not know a figure answers "[N/A]".
        var fields = line.Split(',', StringSplitOptions.TrimEntries);
        var numbers = fields.Select(field => int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null).ToArray();
        return numbers is [{ } index, { } percent, { } used, { } total]
            ? new GpuUsage(index, percent / 100.0, used * BytesPerMebibyte, total * BytesPerMebibyte)
            : null;
    }

    private IReadOnlyList<GpuUsage> Ask()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(Program, ["--query-gpu=index,utilization.gpu,memory.used,memory.total", "--format=csv,noheader,nounits"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
            if (process is null) return [];
            var output = process.StandardOutput.ReadToEndAsync();
            if (process.WaitForExit(Patience)) return process.ExitCode == 0 ? Parse(output.GetAwaiter().GetResult()) : [];
            process.Kill();
            return [];
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // There is no such program, and so no GPU of NVIDIA's.
            return [];
        }
    }
}
