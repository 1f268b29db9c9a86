using TorchSharp;
using TorchSharp.Kernels;
using static TorchSharp.torch;

namespace Benchmarks.SideBySide;

/// <summary>
/// This engine beside PyTorch on the same cores: the same models and operations, in turns within one run, medians of the turns. Before anything is timed,
/// both sides must have computed the same.
/// </summary>
internal sealed class Comparison : IDisposable
{
    private readonly Options _options;
    private readonly ModelWorkloads _models = new();
    private readonly PyTorch? _best, _installed;

    public Comparison(Options options)
    {
        _options = options;
        set_num_threads(options.Threads);

        // Where our vectors are kept to eight floats (DOTNET_EnableAVX512=0), PyTorch's are too.
        bool narrow = Simd.Level < SimdLevel.Vector512;
        _best = PyTorch.Start(PeerEnvironment.AtItsBest(options.Threads, narrow));
        _installed = options.BestOnly ? null : PyTorch.Start(PeerEnvironment.AsInstalled(options.Threads, narrow));
    }

    /// <summary>Prints the table, a row as soon as it is known. False if a row's results differ.</summary>
    public bool Run()
    {
        if (_best is null)
        {
            Console.WriteLine("There is no PyTorch to compare with: install Debian's python3-torch, or name a Python that has it in COURSE_PYTHON.");
            return false;
        }

        Console.WriteLine(
            $"PyTorch {_best.Version}, {_options.Threads} of {Environment.ProcessorCount} cores, vectors of {(int)Simd.Level} floats, medians of {_options.Turns} turns. " +
            "\"CPU ÷\" is the ratio of processor time, \"alike\" whether both sides computed the same.");
        ComparisonTable.WriteHeader();
        bool alike = true;
        foreach (var workload in (IEnumerable<Workload>)[.. _models.All(), .. KernelWorkloads.All()])
        {
            if (_options.Wants(workload.Name)) alike &= Compare(workload);
        }

        if (_options.Wants("peak memory")) CompareMemory();
        if (_options.Wants("scaling")) CompareScaling();
        return alike;
    }

    public void Dispose()
    {
        _best?.Dispose();
        _installed?.Dispose();
        _models.Dispose();
    }

    private bool Compare(Workload workload)
    {
        using var scope = NewDisposeScope();
        var test = workload.Prepare();
        double[] digest = test.Digest();
        double distance = Distance(digest, _best!.Prepare(workload));
        if (_installed is not null) distance = Math.Max(distance, Distance(digest, _installed.Prepare(workload)));
        WarmUp(test);

        List<Timing> ours = [], best = [], installed = [];
        for (int turn = 0; turn < _options.Turns; turn++)
        {
            ours.Add(Timing.Of(test, _options.Seconds));
            best.Add(_best.Run(_options.Seconds));
            if (_installed is not null) installed.Add(_installed.Run(_options.Seconds));
        }

        bool alike = distance <= workload.Tolerance;
        ComparisonTable.Write(workload, Timing.Median(ours), Timing.Median(best), installed.Count > 0 ? Timing.Median(installed) : null, alike);
        if (!alike) Console.WriteLine($"  The results are {distance:G3} apart, of {workload.Tolerance:G3} allowed.");
        return alike;
    }

    /// <summary>
    /// Both sides for a while before the clock counts: caches and memory pools fill, PyTorch chooses its kernels, and on our side the JIT has the calls and the
    /// time that it waits for before it compiles the code between the kernels for good.
    /// </summary>
    private void WarmUp(Case test)
    {
        const double Seconds = 0.5;
        const int Calls = 3;
        for (int call = 0; call < Calls; call++) Timing.Of(test, Seconds / Calls);
        for (int call = 0; call < Calls; call++) _best!.Run(Seconds / Calls);
        for (int call = 0; _installed is not null && call < Calls; call++) _installed.Run(Seconds / Calls);
    }

    private void CompareMemory()
    {
        using var freshPeer = PyTorch.Start(PeerEnvironment.AsInstalled(_options.Threads, narrow: false));
        if (freshPeer is not null) ComparisonTable.WriteMemory(_models.DistilBertStep, PeakMemory.OfOurs(_models.DistilBertStep), freshPeer.PeakBytes(_models.DistilBertStep));
    }

    /// <summary>One thread and two, in turns, on both sides.</summary>
    private void CompareScaling()
    {
        if (Environment.ProcessorCount < 2)
        {
            Console.WriteLine("Scaling needs two cores.");
            return;
        }

        using var scope = NewDisposeScope();
        var test = _models.DistilBertStep.Prepare();
        _best!.Prepare(_models.DistilBertStep);
        WarmUp(test);
        List<Timing>[] ours = [[], []], theirs = [[], []];
        for (int turn = 0; turn < _options.Turns; turn++)
        {
            for (int threads = 1; threads <= 2; threads++)
            {
                set_num_threads(threads);
                _best.Threads = threads;
                ours[threads - 1].Add(Timing.Of(test, 0));
                theirs[threads - 1].Add(_best.Run(0));
            }
        }

        set_num_threads(_options.Threads);
        _best.Threads = _options.Threads;
        ComparisonTable.WriteScaling(_models.DistilBertStep, Speedup(ours), Speedup(theirs));
    }

    private static double Speedup(List<Timing>[] byThreads) => Timing.Median(byThreads[0]).Wall / Timing.Median(byThreads[1]).Wall;

    /// <summary>The largest difference of two digests, as a share of the result's root mean square.</summary>
    private static double Distance(double[] ours, double[] theirs)
    {
        const int PerTensor = 4, RootMeanSquare = 1;
        if (ours.Length != theirs.Length) return double.PositiveInfinity;
        double distance = 0;
        for (int i = 0; i < ours.Length; i++)
        {
            double scale = Math.Abs(theirs[(i / PerTensor * PerTensor) + RootMeanSquare]);
            double here = Math.Abs(ours[i] - theirs[i]) / Math.Max(scale, 1e-12);
            distance = double.IsNaN(here) ? double.PositiveInfinity : Math.Max(distance, here);
        }

        return distance;
    }
}
