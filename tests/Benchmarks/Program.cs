using System.Globalization;
using BenchmarkDotNet.Running;
using Benchmarks;
using TorchSharp.Kernels;

// dotnet run -c Release --project tests/Benchmarks -- quick [part of a kernel's name] [vector width: 1, 4, 8 or 16]
// dotnet run -c Release --project tests/Benchmarks -- --filter '*'      (BenchmarkDotNet)
if (args is ["quick", .. var rest])
{
    if (rest.Length > 1) Simd.Level = (SimdLevel)int.Parse(rest[1], CultureInfo.InvariantCulture);
    QuickRun.Run(rest.FirstOrDefault() ?? "");
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(KernelBenchmarks).Assembly).Run(args);
