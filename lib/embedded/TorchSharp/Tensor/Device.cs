using TorchSharp.Engine;

namespace TorchSharp;

/// <summary>Where a tensor lives. The embedded engine knows the processor only.</summary>
public enum DeviceType
{
    CPU = 0,
    CUDA = 1,
    MKLDNN = 2,
    OPENGL = 3,
    OPENCL = 4,
    IDEEP = 5,
    HIP = 6,
    FPGA = 7,
    MSNPU = 8,
    XLA = 9,
    MPS = 13,
    META = 14,
}

public static partial class torch
{
    public static readonly Device CPU = new(DeviceType.CPU);
    public static readonly Device META = new(DeviceType.META);

    private static Device s_defaultDevice = CPU;

    public static Device CUDA => new(DeviceType.CUDA);

    public static Device MPS => new(DeviceType.MPS);

    public static Device device(string description) => new(description);

    public static Device device(string deviceType, int index = -1) => new(deviceType, index);

    public static Device device(DeviceType deviceType, int index = -1) => new(deviceType, index);

    public static Device device(int index) => new(index);

    public static Device get_default_device() => s_defaultDevice;

    public static void set_default_device(Device device) => s_defaultDevice = Devices.RequireCpu(device);

    public static void set_default_device(string device) => set_default_device(new Device(device));

    public static Device InitializeDevice(Device? device) => device is null ? s_defaultDevice : Devices.RequireCpu(device);

    public static void InitializeDeviceType(DeviceType deviceType) => Devices.RequireCpu(new Device(deviceType));

    public static bool TryInitializeDeviceType(DeviceType deviceType) => deviceType == DeviceType.CPU;

    public class Device
    {
        public Device(string description)
        {
            ArgumentNullException.ThrowIfNull(description);
            var parts = description.Split(':');
            var number = 0;
            if (parts.Length > 2 || (parts.Length == 2 && !int.TryParse(parts[1], out number)))
            {
                throw new ArgumentException($"\"{description}\" is not a device; examples: \"cpu\", \"cuda:0\".", nameof(description));
            }

            type = Devices.Parse(parts[0]);
            index = parts.Length == 2 ? number : type == DeviceType.CUDA ? 0 : -1;
        }

        public Device(string deviceType, int index = -1)
        {
            type = Devices.Parse(deviceType);
            this.index = index;
        }

        public Device(DeviceType deviceType, int index = -1)
        {
            type = deviceType;
            this.index = index;
        }

        public Device(int index)
        {
            type = DeviceType.CUDA;
            this.index = index;
        }

        public DeviceType type { get; }

        public int index { get; }

        public static implicit operator Device(string description) => new(description);

        public override string ToString() =>
            type.ToString().ToLowerInvariant() + (index >= 0 ? $":{index}" : "");
    }
}
