using System.Collections;
using System.Diagnostics.CodeAnalysis;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Parameters by name, in the order in which they were added.</summary>
    public class ParameterDict : nn.Module, IDictionary<string, Parameter>, IList<(string, Parameter)>
    {
        /// <summary>An empty dictionary.</summary>
        public ParameterDict()
            : base(nameof(ParameterDict))
        {
        }

        /// <summary>The number of parameters.</summary>
        public int Count => _internal_params.Count;

        /// <summary>Always false.</summary>
        public bool IsReadOnly => false;

        /// <summary>The names, in order.</summary>
        public ICollection<string> Keys => _internal_params.Keys;

        /// <summary>The parameters, in order.</summary>
        public ICollection<Parameter> Values => _internal_params.Values;

        /// <summary>The entry at a position.</summary>
        public (string, Parameter) this[int index]
        {
            get => _internal_params[index];
            set => _internal_params[index] = value;
        }

        /// <summary>The parameter of a name; a new name goes to the end.</summary>
        public Parameter this[string key]
        {
            get => _internal_params[key];
            set => _internal_params[key] = value;
        }

        /// <summary>Adds a parameter at the end.</summary>
        public void Add((string, Parameter) item) => register_parameter(item.Item1, item.Item2);

        /// <summary>Adds a parameter at the end.</summary>
        public void Add(KeyValuePair<string, Parameter> item) => register_parameter(item.Key, item.Value);

        /// <summary>Adds a parameter at the end.</summary>
        public void Add(string key, Parameter value) => register_parameter(key, value);

        /// <summary>Inserts an entry at a position.</summary>
        public void Insert(int index, (string, Parameter) item) => _internal_params.Insert(index, item);

        /// <summary>Removes a name; false when it was not there.</summary>
        public bool Remove(string key) => _internal_params.Remove(key);

        /// <summary>Removes an entry; false when it was not there.</summary>
        public bool Remove((string, Parameter) item) => Contains(item) && Remove(item.Item1);

        /// <summary>Removes an entry; false when it was not there.</summary>
        public bool Remove(KeyValuePair<string, Parameter> item) => Remove((item.Key, item.Value));

        /// <summary>Removes the entry at a position.</summary>
        public void RemoveAt(int index) => _internal_params.RemoveAt(index);

        /// <summary>Removes all parameters without disposing them.</summary>
        public void Clear() => _internal_params.clear();

        /// <inheritdoc cref="Clear"/>
        public void clear() => Clear();

        /// <summary>Whether the entry is there.</summary>
        public bool Contains((string, Parameter) item) => IndexOf(item) >= 0;

        /// <summary>Whether the entry is there.</summary>
        public bool Contains(KeyValuePair<string, Parameter> item) => IndexOf((item.Key, item.Value)) >= 0;

        /// <summary>Whether the name is there.</summary>
        public bool ContainsKey(string key) => _internal_params.ContainsKey(key);

        /// <summary>The parameter of a name, if it is there.</summary>
        public bool TryGetValue(string key, [MaybeNullWhen(false)] out Parameter value) => _internal_params.TryGetValue(key, out value);

        /// <summary>The position of an entry with this very parameter, or -1.</summary>
        public int IndexOf((string, Parameter) item)
        {
            for (int i = 0; i < Count; i++)
                if (_internal_params[i] is var (key, value) && key == item.Item1 && ReferenceEquals(value, item.Item2)) return i;
            return -1;
        }

        /// <summary>Copies the entries.</summary>
        public void CopyTo((string, Parameter)[] array, int arrayIndex) => _internal_params.CopyTo(array, arrayIndex);

        /// <summary>Copies the entries.</summary>
        public void CopyTo(KeyValuePair<string, Parameter>[] array, int arrayIndex) => _internal_params.CopyTo(array, arrayIndex);

        /// <summary>The entries, in order.</summary>
        public IEnumerator<(string, Parameter)> items() => GetEnumerator();

        /// <summary>The names, in order.</summary>
        public IEnumerable<string> keys() => _internal_params.keys();

        /// <summary>The parameters, in order.</summary>
        public IEnumerable<Parameter> values() => _internal_params.values();

        /// <summary>The entries, in order.</summary>
        public IEnumerator<(string, Parameter)> GetEnumerator() => _internal_params.GetEnumerator();

        IEnumerator<KeyValuePair<string, Parameter>> IEnumerable<KeyValuePair<string, Parameter>>.GetEnumerator()
            => ((IEnumerable<KeyValuePair<string, Parameter>>)_internal_params).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        /// <summary>Nothing is left to register: the parameters are registered as they are added.</summary>
        protected override void RegisterComponents()
        {
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Parameters by name.</summary>
            public static ParameterDict ParameterDict(params (string, Parameter)[] parameters)
            {
                var result = new ParameterDict();
                foreach (var parameter in parameters) result.Add(parameter);
                return result;
            }
        }
    }
}
