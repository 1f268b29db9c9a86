using BenchmarkDotNet.Attributes;

namespace Benchmarks.Quick;

/// <summary>Every case of the quick table under BenchmarkDotNet, for when a difference of a few percent matters.</summary>
public class KernelBenchmarks
{
    private QuickCases? _cases;
    private Action? _call;

    [ParamsSource(nameof(Names))]
    public string Kernel { get; set; } = "";

    public static IEnumerable<string> Names
    {
        get
        {
            using var cases = new QuickCases();
            return [.. cases.All().Select(test => test.Name)];
        }
    }

    [GlobalSetup]
    public void Setup()
    {
        _cases = new QuickCases();
        _call = _cases.All().Single(test => test.Name == Kernel).Call;
    }

    [GlobalCleanup]
    public void Cleanup() => _cases?.Dispose();

    [Benchmark]
    public void Run() => _call?.Invoke();
}
