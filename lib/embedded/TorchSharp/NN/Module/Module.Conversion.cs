using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Converts the floating-point parameters and buffers to the element type of <paramref name="other"/>.</summary>
            public Module _to(Tensor other, bool non_blocking)
            {
                _to(other.dtype, non_blocking);
                return _to(other.device_type, other.device_index, non_blocking);
            }

            /// <summary>Moves the module to a device and converts its floating-point parameters and buffers.</summary>
            protected internal virtual Module _to(Device device, ScalarType dtype, bool non_blocking)
            {
                RequireFloatingPoint(dtype);
                RequireCpu(device.type);
                _toEpilog(device, dtype, non_blocking);
                return this;
            }

            /// <summary>Moves the module to a device. The embedded engine knows the CPU only.</summary>
            protected internal virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking)
            {
                RequireCpu(deviceType);
                return this;
            }

            /// <summary>Converts the floating-point parameters and buffers to an element type.</summary>
            protected internal virtual Module _to(ScalarType dtype, bool non_blocking)
            {
                RequireFloatingPoint(dtype);
                _toEpilog(dtype, non_blocking);
                return this;
            }

            /// <inheritdoc cref="_toEpilog(ScalarType?, Device, bool)"/>
            protected void _toEpilog(ScalarType dtype, bool non_blocking) => _toEpilog(dtype, null, non_blocking);

            /// <inheritdoc cref="_toEpilog(ScalarType?, Device, bool)"/>
            protected void _toEpilog(Device device, ScalarType dtype, bool non_blocking) => _toEpilog(dtype, device, non_blocking);

            /// <inheritdoc cref="_toEpilog(ScalarType?, Device, bool)"/>
            protected void _toEpilog(DeviceType deviceType, int deviceIndex, bool non_blocking)
                => _toEpilog(null, new Device(deviceType, deviceIndex), non_blocking);

            /// <summary>Converts what lies below, then replaces this module's own parameters and buffers, with the fields and properties that hold them.</summary>
            protected virtual void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
            {
                foreach (var (_, child) in named_children())
                {
                    if (dtype is null) child._to(device!.type, device.index, non_blocking);
                    else if (device is null) child._to(dtype.Value, non_blocking);
                    else child._to(device, dtype.Value, non_blocking);
                }

                foreach (var (parameterName, parameter) in named_parameters(false).ToList())
                {
                    if (!ReplaceParameter(dtype, device, parameter, out var replacement)) continue;
                    if (SetMember(parameterName, replacement)) continue;
                    ConditionallyRegisterParameter(parameterName, replacement);
                    parameter.Dispose();
                }

                foreach (var (bufferName, (buffer, persistent)) in _internal_buffers.AsEnumerable<(string, (Tensor, bool))>().ToList())
                {
                    if (!ReplaceBuffer(dtype, device, buffer, out var replacement)) continue;
                    if (SetMember(bufferName, replacement)) continue;
                    ConditionallyRegisterBuffer(bufferName, replacement, persistent);
                }
            }

            /// <summary>Converts a buffer; false (and null) when it has the type already, or is not of floating point.</summary>
            protected static bool ReplaceBuffer(ScalarType? dtype, Device? device, Tensor buffer, out Tensor? result)
            {
                result = null;
                if (dtype is null || dtype == buffer.dtype || !buffer.is_floating_point()) return false;
                result = buffer.to(dtype.Value).DetachFromDisposeScope();
                buffer.Dispose();
                return true;
            }

            /// <summary>Converts a parameter with its gradient; false (and null) when it has the type already, or is not of floating point.</summary>
            protected static bool ReplaceParameter(ScalarType? dtype, Device? device, Parameter param, out Parameter? p)
            {
                p = null;
                if (dtype is null || dtype == param.dtype || !param.is_floating_point()) return false;
                using var _ = no_grad();
                p = new Parameter(param.to(dtype.Value), param.requires_grad);
                p.DetachFromDisposeScope();
                if (param.grad is { } grad) p.grad = grad.to(dtype.Value);
                return true;
            }

            // A property's setter registers and disposes by itself; a plain field is set here and still has to be registered.
            private bool SetMember(string componentName, Tensor? value)
            {
                var property = GetType().GetProperty(componentName, BindingFlags.Public | BindingFlags.Instance);
                if (property is { CanWrite: true } && property.PropertyType.IsInstanceOfType(value))
                {
                    property.SetValue(this, value);
                    return true;
                }
                var field = ComponentFields(GetType()).FirstOrDefault(field => field.ComponentName() == componentName);
                if (field is not null && field.FieldType.IsInstanceOfType(value)) field.SetValue(this, value);
                return false;
            }

            private static void RequireCpu(DeviceType type)
            {
                if (type != DeviceType.CPU)
                    throw new NotSupportedException($"The embedded engine runs on the CPU only, not on {type}: run `./course use nuget-cuda` for a GPU.");
            }

            private static void RequireFloatingPoint(ScalarType dtype)
            {
                if (dtype is not (ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64))
                    throw new ArgumentException($"A module converts to a floating-point type only, not to {dtype}.", nameof(dtype));
            }
        }
    }
}
