using TorchSharp;

namespace TransferLearning.Training;

/// <summary>Brings a model to the device that the settings name.</summary>
internal static class DeviceChoice
{
    /// <summary>Moves a model.</summary>
    /// <exception cref="ArgumentException">There is no such device on this machine, or in this package.</exception>
    public static void Move(torch.nn.Module model, string device)
    {
        if (device.StartsWith("cuda", StringComparison.OrdinalIgnoreCase) && !torch.cuda.is_available())
        {
            throw new ArgumentException($"The device '{device}' was asked for, but no GPU is available. Use 'cpu', or, on a machine with an NVIDIA GPU, run `./course use nuget-cuda` first.", nameof(device));
        }

        model.to(torch.device(device));
    }
}
