using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using TorchSharp;
using TransferLearning.Charts;

namespace TransferLearning.Lessons;

/// <summary>What the lessons run on, as a table. It differs from machine to machine, so no lesson's prose quotes it.</summary>
public static class MachineReport
{
    /// <summary>Looks at this machine.</summary>
    public static Table Create()
    {
        var engine = typeof(torch).Assembly.GetName();
        return new Table("What", "Here")
            .AddRow(".NET", RuntimeInformation.FrameworkDescription)
            .AddRow("Processor cores", Environment.ProcessorCount)
            .AddRow("Vector instructions", Vector512.IsHardwareAccelerated ? "512 bits" : Vector256.IsHardwareAccelerated ? "256 bits" : Vector128.IsHardwareAccelerated ? "128 bits" : "none")
            .AddRow("Tensors by", engine.Name == "TorchSharp" ? "TorchSharp with libtorch" : "the course's own engine (TorchSharp's API in C#)")
            .AddRow("GPU (CUDA)", torch.cuda.is_available() ? $"{torch.cuda.device_count()}" : "none: the processor does it");
    }
}
