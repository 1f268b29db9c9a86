using System.Globalization;
using BenchmarkDotNet.Running;
using Benchmarks.Quick;
using Benchmarks.SideBySide;
using TorchSharp.Kernels;

// dotnet run -c Release --project tests/Benchmarks -- compare [--rows text,text…] [--threads N] …     (whole models and operations beside PyTorch; a few minutes)
// dotnet run -c Release --project tests/Benchmarks -- quick [part of a kernel's name] [vector width: 1, 4, 8 or 16]
// dotnet run -c Release --project tests/Benchmarks -- --filter '*'                                    (BenchmarkDotNet)
switch (args)
{
    case ["compare", ..]:
        using (var comparison = new Comparison(Options.Parse(args.AsSpan(1)))) return comparison.Run() ? 0 : 1;
    case [PeakMemory.Argument, .. var request]:
        PeakMemory.Measure(request);
        return 0;
    case ["quick", .. var rest]:
        if (rest.Length > 1) Simd.Level = (SimdLevel)int.Parse(rest[1], CultureInfo.InvariantCulture);
        QuickRun.Run(rest.FirstOrDefault() ?? "");
        return 0;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(KernelBenchmarks).Assembly).Run(args);
        return 0;
}
