using TorchSharp.Engine;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Another handle on the tensor if it has the type already and no copy is asked for, else a converted copy.</summary>
        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
        {
            var result = type != dtype ? CopyOps.Convert(this, type) : copy ? ViewOps.Clone(this) : alias();
            if (type != dtype && type.IsFloatingPoint() && Autograd.IsRecording(this))
            {
                // The engine converts the gradient back to the input's type.
                Autograd.Record("to", result, [this], [], static (_, grad) => [grad]);
            }

            if (disposeAfter) Dispose();
            return result;
        }

        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => to_type(type, copy, disposeAfter);

        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
        {
            Devices.RequireCpu(device);
            return to_type(type, copy, disposeAfter);
        }

        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
        {
            Devices.RequireCpu(device);
            return to_type(dtype, copy, disposeAfter);
        }

        public Tensor to(DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(new Device(deviceType, deviceIndex), copy, disposeAfter);

        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => to(new Device(device), copy, disposeAfter);

        public Tensor to(Tensor other, bool non_blocking = false) => to_type(other.dtype);

        public Tensor type(ScalarType dtype) => to_type(dtype);

        public Tensor type(Func<Tensor, Tensor> typeFunc) => typeFunc(this);

        public Tensor type_as(Tensor tensor) => to_type(tensor.dtype);

        public Tensor @bool() => to_type(ScalarType.Bool);

        public Tensor @byte() => to_type(ScalarType.Byte);

        public Tensor @char() => to_type(ScalarType.Int8);

        public Tensor @short() => to_type(ScalarType.Int16);

        public Tensor @int() => to_type(ScalarType.Int32);

        public Tensor @long() => to_type(ScalarType.Int64);

        public Tensor half() => to_type(ScalarType.Float16);

        public Tensor bfloat16() => to_type(ScalarType.BFloat16);

        public Tensor @float() => to_type(ScalarType.Float32);

        public Tensor @double() => to_type(ScalarType.Float64);

        public Tensor cpu() => alias();

        public Tensor cuda(Device? device = null, bool non_blocking = false)
        {
            Devices.RequireCpu(device ?? CUDA);
            return alias();
        }

        public Tensor copy_(Tensor source, bool nonBlocking = false)
        {
            InPlace.Check("copy_", this);
            var history = Autograd.IsRecording(source) ? CopyHistory(source) : default;
            CopyOps.CopyData(source, this);
            InPlace.Changed(this, history);
            return this;
        }

        public Tensor fill_(Scalar value)
        {
            InPlace.Check("fill_", this);
            FillOps.Fill(this, value.Number);
            InPlace.Changed(this, default);
            return this;
        }

        public Tensor zero_() => fill_(0);

        /// <summary>An edge to a node that hands the source the gradient of what was copied from it.</summary>
        private Edge CopyHistory(Tensor source)
        {
            var node = new SingleOutputNode("copy_", Autograd.EdgesOf([source]), [], static (_, grad) => [grad]) { Outputs = [Autograd.ShapeOf(this)] };
            return new Edge(node, 0);
        }
    }
}
