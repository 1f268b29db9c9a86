using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>The parameters with their dotted names; one that is shared appears once, under its first name.</summary>
            /// <param name="recurse">Include those of the modules below.</param>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var seen = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
                foreach (var entry in _internal_params)
                    if (seen.Add(entry.Item2)) yield return entry;

                if (!recurse) yield break;
                foreach (var (childName, child) in _internal_submodules)
                    foreach (var (parameterName, parameter) in child.named_parameters(true))
                        if (seen.Add(parameter)) yield return ($"{childName}.{parameterName}", parameter);
            }

            /// <summary>The parameters, each once.</summary>
            /// <param name="recurse">Include those of the modules below.</param>
            public virtual IEnumerable<Parameter> parameters(bool recurse = true)
                => named_parameters(recurse).Select(entry => entry.parameter);

            /// <summary>The buffers with their dotted names, each once.</summary>
            /// <param name="recurse">Include those of the modules below.</param>
            /// <param name="include_nonpersistent">Include those that do not belong to the state dictionary.</param>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                var seen = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
                foreach (var (bufferName, (buffer, persistent)) in _internal_buffers)
                    if ((persistent || include_nonpersistent) && seen.Add(buffer)) yield return (bufferName, buffer);

                if (!recurse) yield break;
                foreach (var (childName, child) in _internal_submodules)
                    foreach (var (bufferName, buffer) in child.named_buffers(true, include_nonpersistent))
                        if (seen.Add(buffer)) yield return ($"{childName}.{bufferName}", buffer);
            }

            /// <summary>The buffers, each once.</summary>
            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true)
                => named_buffers(recurse, include_nonpersistent).Select(entry => entry.buffer);

            /// <summary>The direct sub-modules with their names.</summary>
            public virtual IEnumerable<(string name, Module module)> named_children() => _internal_submodules;

            /// <summary>The direct sub-modules.</summary>
            public virtual IEnumerable<Module> children() => named_children().Select(entry => entry.module);

            /// <summary>All modules below this one with their dotted names: first the children, then what lies below each of them.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach (var child in _internal_submodules) yield return child;
                foreach (var (childName, child) in _internal_submodules)
                    foreach (var (moduleName, module) in child.named_modules())
                        yield return ($"{childName}.{moduleName}", module);
            }

            /// <summary>All modules below this one.</summary>
            public virtual IEnumerable<Module> modules() => named_modules().Select(entry => entry.module);

            /// <summary>Whether there is a buffer of this dotted name.</summary>
            public virtual bool has_buffer(string target)
                => _internal_buffers.ContainsKey(target) || ChildOf(target, out string rest)?.has_buffer(rest) == true;

            /// <summary>Whether there is a parameter of this dotted name.</summary>
            public virtual bool has_parameter(string target)
                => _internal_params.ContainsKey(target) || ChildOf(target, out string rest)?.has_parameter(rest) == true;

            /// <summary>The buffer of this dotted name, or null.</summary>
            /// <exception cref="ArgumentNullException">The name is null.</exception>
            public virtual Tensor? get_buffer(string target)
            {
                ArgumentNullException.ThrowIfNull(target);
                return _internal_buffers.TryGetValue(target, out var entry) ? entry.Item1 : ChildOf(target, out string rest)?.get_buffer(rest);
            }

            /// <summary>The parameter of this dotted name, or null.</summary>
            /// <exception cref="ArgumentNullException">The name is null.</exception>
            public virtual Parameter? get_parameter(string target)
            {
                ArgumentNullException.ThrowIfNull(target);
                return _internal_params.TryGetValue(target, out var parameter) ? parameter : ChildOf(target, out string rest)?.get_parameter(rest);
            }

            private Module? ChildOf(string target, out string rest)
            {
                int dot = target.IndexOf('.');
                rest = target[(dot + 1)..];
                if (dot < 0) return null;
                string childName = target[..dot];
                return named_children().FirstOrDefault(entry => entry.name == childName).module;
            }
        }
    }
}
