using System.Globalization;
using Benchmarks;
using TorchSharp.Kernels;

// dotnet run -c Release --project tests/Benchmarks -- quick [vector width: 1, 4, 8 or 16]
if (args is ["quick", .. var rest])
{
    if (rest is [var width]) Simd.Level = (SimdLevel)int.Parse(width, CultureInfo.InvariantCulture);
    QuickRun.Products();
}
