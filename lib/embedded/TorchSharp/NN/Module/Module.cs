using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>
        /// The base of everything that has parameters, buffers or sub-modules. A subclass assigns them to fields and calls
        /// <see cref="RegisterComponents"/> at the end of its constructor; the field names become the names in the state dictionary.
        /// </summary>
        public partial class Module : IDisposable
        {
            /// <summary>The sub-modules by name, in the order of registration.</summary>
            protected OrderedDict<string, Module> _internal_submodules = new();

            /// <summary>The buffers by name; the flag says whether the buffer belongs to the state dictionary.</summary>
            protected OrderedDict<string, (Tensor, bool)> _internal_buffers = new();

            /// <summary>The parameters by name, in the order of registration.</summary>
            protected OrderedDict<string, Parameter> _internal_params = new();

            /// <summary>The device on which the module lives.</summary>
            protected DeviceType _deviceType = DeviceType.CPU;

            /// <summary>The index of the device; -1 for the CPU.</summary>
            protected int _deviceIndex = -1;

            /// <summary>The name given at construction.</summary>
            protected string? name;

            private bool _training = true;
            private bool _areComponentsRegistered;

            /// <summary>Creates an empty module in training mode.</summary>
            protected Module(string name)
            {
                this.name = name;
                foreach (var (parameterName, parameter) in _named_parameters()) register_parameter(parameterName, parameter);
                foreach (var (bufferName, buffer) in _named_buffers()) register_buffer(bufferName, buffer);
            }

            /// <summary>Whether the module is in training mode (dropout and batch statistics are active).</summary>
            public virtual bool training => _training;

            /// <summary>The name given at construction, else the name of the type.</summary>
            public virtual string GetName() => string.IsNullOrEmpty(name) ? GetType().Name : name;

            /// <summary>Puts the module and everything below it into training mode, or out of it.</summary>
            public virtual void train(bool train = true)
            {
                _training = train;
                foreach (var (_, child) in named_children()) child.train(train);
            }

            /// <summary>Puts the module and everything below it into evaluation mode.</summary>
            public virtual void eval() => train(false);

            /// <summary>Calls <paramref name="fn"/> on every module below this one, children first, and then on this one.</summary>
            public virtual Module apply(Action<Module> fn)
            {
                foreach (var (_, child) in named_children()) child.apply(fn);
                fn(this);
                return this;
            }

            /// <summary>Forgets the gradients of all parameters, or fills them with zeros.</summary>
            /// <param name="set_to_none">Drop the gradients; otherwise they stay allocated and become zero.</param>
            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var (_, parameter) in named_parameters())
                {
                    using var grad = parameter.grad;
                    if (grad is null) continue;
                    if (set_to_none) parameter.grad = null;
                    else grad.zero_();
                }
            }

            /// <summary>Disposes the parameters, the buffers and everything below.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Disposes what this module owns; a subclass that owns more overrides it.</summary>
            protected virtual void Dispose(bool disposing)
            {
                if (!disposing) return;
                foreach (var (_, buffer) in named_buffers(false).ToList()) buffer.DetachFromDisposeScope().Dispose();
                foreach (var (_, parameter) in named_parameters(false).ToList()) parameter.DetachFromDisposeScope().Dispose();
                foreach (var (_, child) in named_children().ToList()) child.Dispose();
            }

            /// <summary>Fills in the default device and element type where none was asked for.</summary>
            protected static (Device device, ScalarType dtype) GetDefaultDeviceAndType(Device? device = null, ScalarType? dtype = null)
                => (device ?? get_default_device(), dtype ?? get_default_dtype());
        }
    }
}
