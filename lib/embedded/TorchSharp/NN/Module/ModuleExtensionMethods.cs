using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Moving and converting modules; each method returns the same module.</summary>
public static class ModuleExtensionMethods
{
    /// <summary>Moves the module to a device.</summary>
    public static T to<T>(this T module, DeviceType deviceType, int deviceIndex = -1, bool non_blocking = false)
        where T : nn.Module
        => (T)module._to(deviceType, deviceIndex, non_blocking);

    /// <summary>Moves the module to a device and converts its floating-point parameters and buffers.</summary>
    public static T to<T>(this T module, Device device, ScalarType type, bool non_blocking = false)
        where T : nn.Module
        => (T)module._to(device, type, non_blocking);

    /// <summary>Moves the module to a device.</summary>
    public static T to<T>(this T module, Device device, bool non_blocking = false)
        where T : nn.Module
        => (T)module._to(device.type, device.index, non_blocking);

    /// <summary>Moves the module to a device given by name, such as "cpu".</summary>
    public static T to<T>(this T module, string device, bool non_blocking = false)
        where T : nn.Module
        => module.to(new Device(device), non_blocking);

    /// <summary>Converts the floating-point parameters and buffers.</summary>
    public static T to<T>(this T module, ScalarType type, bool non_blocking = false)
        where T : nn.Module
        => (T)module._to(type, non_blocking);

    /// <summary>Gives the module the element type and device of a tensor.</summary>
    public static T to<T>(this T module, Tensor other, bool non_blocking = false)
        where T : nn.Module
        => (T)module._to(other, non_blocking);

    /// <summary>Moves the module to the CPU.</summary>
    public static T cpu<T>(this T module, bool non_blocking = false)
        where T : nn.Module
        => module.to(DeviceType.CPU, -1, non_blocking);

    /// <summary>Moves the module to a GPU, which the embedded engine does not know.</summary>
    /// <exception cref="NotSupportedException">Always; `./course use nuget-cuda` has GPUs.</exception>
    public static T cuda<T>(this T module, int deviceIndex = -1, bool non_blocking = false)
        where T : nn.Module
        => module.to(DeviceType.CUDA, deviceIndex, non_blocking);

    /// <summary>Converts the floating-point parameters and buffers to float16.</summary>
    public static T half<T>(this T module, bool non_blocking = false)
        where T : nn.Module
        => module.to(ScalarType.Float16, non_blocking);

    /// <summary>Converts the floating-point parameters and buffers to bfloat16.</summary>
    public static T bfloat16<T>(this T module, bool non_blocking = false)
        where T : nn.Module
        => module.to(ScalarType.BFloat16, non_blocking);

    /// <summary>Converts the floating-point parameters and buffers to float32.</summary>
    public static T @float<T>(this T module, bool non_blocking = false)
        where T : nn.Module
        => module.to(ScalarType.Float32, non_blocking);

    /// <summary>Converts the floating-point parameters and buffers to float64.</summary>
    public static T @double<T>(this T module, bool non_blocking = false)
        where T : nn.Module
        => module.to(ScalarType.Float64, non_blocking);
}
