using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>The one device there is, and clear words for the others.</summary>
internal static class Devices
{
    internal static Device RequireCpu(Device? device) => device is null || device.type == DeviceType.CPU
        ? CPU
        : throw new NotSupportedException(
            $"Device {device} is not available: the embedded engine runs on the processor. `./course use nuget-cuda` has CUDA.");

    internal static DeviceType Parse(string name) =>
        Enum.TryParse<DeviceType>(name, ignoreCase: true, out var type) && !char.IsAsciiDigit(name[0])
            ? type
            : throw new ArgumentException($"\"{name}\" is not a kind of device; examples: \"cpu\", \"cuda\".", nameof(name));
}
