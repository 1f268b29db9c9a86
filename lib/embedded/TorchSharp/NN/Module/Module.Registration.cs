using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Registers a tensor that is part of the module but is not trained.</summary>
            /// <param name="name">Its name in the state dictionary.</param>
            /// <param name="tensor">The buffer.</param>
            /// <param name="persistent">Whether it belongs to the state dictionary.</param>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                if (tensor is null || tensor.IsInvalid)
                    throw new ArgumentNullException(nameof(tensor), $"The buffer '{name}' of {GetName()} is null or disposed: register a live tensor.");
                if (_internal_buffers.ContainsKey(name))
                    throw new InvalidOperationException($"{GetName()} already has a buffer '{name}': give the new one another name.");
                _internal_buffers.Add(name, (tensor, persistent));
            }

            /// <summary>Registers a trained tensor.</summary>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_parameter(string name, Parameter param)
            {
                if (param is null || param.IsInvalid)
                    throw new ArgumentNullException(nameof(param), $"The parameter '{name}' of {GetName()} is null or disposed: register a live parameter.");
                if (_internal_params.ContainsKey(name))
                    throw new InvalidOperationException($"{GetName()} already has a parameter '{name}': give the new one another name.");
                _internal_params.Add(name, param);
            }

            /// <summary>Registers a sub-module; null removes the one of that name.</summary>
            /// <exception cref="ArgumentException">The name is empty or holds a dot, which separates the levels in the state dictionary.</exception>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_module(string name, Module submodule)
            {
                if (submodule is null)
                {
                    _internal_submodules.Remove(name);
                    return;
                }
                if (string.IsNullOrEmpty(name))
                    throw new ArgumentException($"A sub-module of {GetName()} cannot have an empty name.", nameof(name));
                if (name.Contains('.'))
                    throw new ArgumentException($"The sub-module name '{name}' holds a dot, which separates levels in the state dictionary: use another name.", nameof(name));
                if (_internal_submodules.ContainsKey(name))
                    throw new InvalidOperationException($"{GetName()} already has a sub-module '{name}': give the new one another name.");

                submodule.RegisterComponents();
                _internal_submodules.Add(name, submodule);
            }

            /// <inheritdoc cref="register_module"/>
            public void add_module(string name, Module module) => register_module(name, module);

            /// <summary>
            /// Registers every module, parameter and tensor that a field of this object holds, private ones included, under the field's name.
            /// Fields of a derived class come before those of its bases. What is registered already stays as it is.
            /// </summary>
            protected virtual void RegisterComponents()
            {
                if (_areComponentsRegistered) return;
                foreach (var field in ComponentFields(GetType()))
                {
                    string componentName = field.ComponentName();
                    if (_internal_submodules.ContainsKey(componentName) || _internal_params.ContainsKey(componentName)
                        || _internal_buffers.ContainsKey(componentName))
                        continue;
                    switch (field.GetValue(this))
                    {
                        case Module module: register_module(componentName, module); break;
                        case Parameter parameter: register_parameter(componentName, parameter); break;
                        case Tensor tensor: register_buffer(componentName, tensor); break;
                    }
                }
                _areComponentsRegistered = true;
            }

            /// <summary>Forgets the sub-modules without disposing them.</summary>
            protected void ClearModules() => _internal_submodules.clear();

            /// <summary>Registers, replaces or (null) removes a parameter.</summary>
            protected void ConditionallyRegisterParameter(string name, Tensor? value)
                => ConditionallyRegisterParameter(name, value is null ? null : value as Parameter ?? new Parameter(value));

            /// <inheritdoc cref="ConditionallyRegisterParameter(string, Tensor)"/>
            protected void ConditionallyRegisterParameter(string name, Parameter? value)
            {
                if (value is null) _internal_params.Remove(name);
                else _internal_params[name] = value;
            }

            /// <summary>Registers, replaces or (null) removes a buffer.</summary>
            protected void ConditionallyRegisterBuffer(string name, Tensor? value, bool persistent = true)
            {
                if (value is null) _internal_buffers.Remove(name);
                else _internal_buffers[name] = (value, persistent);
            }

            /// <summary>Parameters that a subclass wants registered at construction; none here.</summary>
            protected virtual (string name, Parameter parameter)[] _named_parameters() => [];

            /// <summary>Buffers that a subclass wants registered at construction; none here.</summary>
            protected virtual (string name, Tensor buffer)[] _named_buffers() => [];

            // A name declared twice (a private field that hides a base's) counts once, the most derived first.
            private static IEnumerable<FieldInfo> ComponentFields(Type type)
            {
                const BindingFlags Instance = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;
                var seen = new HashSet<string>();
                for (var current = type; current is not null && current != typeof(Module); current = current.BaseType)
                    foreach (var field in current.GetFields(Instance))
                        if (field.DeclaringType != typeof(Module) && seen.Add(field.Name))
                            yield return field;
            }
        }
    }
}
