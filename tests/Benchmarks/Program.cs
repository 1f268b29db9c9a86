using System.Globalization;
using BenchmarkDotNet.Running;
using Benchmarks.Files;
using Benchmarks.Inference;
using Benchmarks.Quick;
using Benchmarks.Serving;
using Benchmarks.SideBySide;
using Benchmarks.Training;
using TorchSharp.Kernels;

// dotnet run -c Release --project tests/Benchmarks -- compare [--rows text,text…] [--threads N] …     (whole models and operations beside PyTorch; a few minutes)
// dotnet run -c Release --project tests/Benchmarks -- quick [part of a kernel's name] [vector width: 1, 4, 8 or 16]
// dotnet run -c Release --project tests/Benchmarks -- tokenizers FOLDER TEXTS                        (sentences a second beside Hugging Face's library; needs Node.js)
// dotnet run -c Release --project tests/Benchmarks -- loading [FOLDER]                                (a DistilBERT of 268 MB)
// dotnet run -c Release --project tests/Benchmarks -- trainer                                         (training steps of DistilBERT and RoBERTa-base of full size: time and peak memory)
// dotnet run -c Release --project tests/Benchmarks -- inference [--sentences FILE] [part of a row's name]  (the fast runtime beside ONNX Runtime; needs Node.js)
// dotnet run -c Release --project tests/Benchmarks -- serve MODEL [rounds] [seconds] [requests]      (the prediction server under load beside the bare runtime; then so many requests more, with the memory)
// dotnet run -c Release --project tests/Benchmarks -- --filter '*'                                    (BenchmarkDotNet)
switch (args)
{
    case ["compare", ..]:
        using (var comparison = new Comparison(Options.Parse(args.AsSpan(1)))) return comparison.Run() ? 0 : 1;
    case [PeakMemory.Argument, .. var request]:
        PeakMemory.Measure(request);
        return 0;
    case ["tokenizers", var folder, var texts]:
        return TokenizerSpeed.Run(folder, texts) ? 0 : 1;
    case ["loading", .. var rest]:
        LoadingSpeed.Run(rest.FirstOrDefault());
        return 0;
    case [LoadingSpeed.Argument, var what, var folder]:
        LoadingSpeed.Once(what, folder);
        return 0;
    case ["trainer"]:
        FullSizeTraining.Run();
        return 0;
    case [FullSizeTraining.Argument, var folder]:
        FullSizeTraining.Once(folder);
        return 0;
    case ["inference", "--sentences", var file, .. var rest]:
        return InferenceSpeed.Run(rest.FirstOrDefault() ?? "", file) ? 0 : 1;
    case ["inference", .. var rest]:
        return InferenceSpeed.Run(rest.FirstOrDefault() ?? "", sentences: null) ? 0 : 1;
    case ["serve", var model, .. var rest]:
        await ServingLoad.RunAsync(
            model,
            rest.Length > 0 ? int.Parse(rest[0], CultureInfo.InvariantCulture) : 3,
            rest.Length > 1 ? double.Parse(rest[1], CultureInfo.InvariantCulture) : 10,
            rest.Length > 2 ? long.Parse(rest[2], CultureInfo.InvariantCulture) : 0);
        return 0;
    case ["quick", .. var rest]:
        if (rest.Length > 1) Simd.Level = (SimdLevel)int.Parse(rest[1], CultureInfo.InvariantCulture);
        QuickRun.Run(rest.FirstOrDefault() ?? "");
        return 0;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(KernelBenchmarks).Assembly).Run(args);
        return 0;
}
