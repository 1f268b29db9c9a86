using System.Collections;
using System.Diagnostics.CodeAnalysis;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Modules by name, in the order in which they were added.</summary>
    public class ModuleDict<T> : nn.Module, IDictionary<string, T>, IList<(string, T)>
        where T : nn.Module
    {
        private readonly OrderedDict<string, T> _entries = new();

        /// <summary>An empty dictionary.</summary>
        public ModuleDict()
            : base(nameof(ModuleDict<>))
        {
        }

        /// <summary>The number of modules.</summary>
        public int Count => _entries.Count;

        /// <summary>Always false.</summary>
        public bool IsReadOnly => false;

        /// <summary>The names, in order.</summary>
        public ICollection<string> Keys => _entries.Keys;

        /// <summary>The modules, in order.</summary>
        public ICollection<T> Values => _entries.Values;

        /// <summary>The entry at a position.</summary>
        public (string, T) this[int index]
        {
            get => _entries[index];
            set
            {
                _entries[index] = value;
                RegisterAll();
            }
        }

        /// <summary>The module of a name; a new name goes to the end.</summary>
        public T this[string key]
        {
            get => _entries[key];
            set
            {
                _entries[key] = value;
                RegisterAll();
            }
        }

        /// <summary>Adds a module at the end.</summary>
        public void Add((string, T) item) => Add(item.Item1, item.Item2);

        /// <summary>Adds a module at the end.</summary>
        public void Add(KeyValuePair<string, T> item) => Add(item.Key, item.Value);

        /// <summary>Adds a module at the end.</summary>
        public void Add(string key, T value)
        {
            register_module(key, value);
            _entries.Add(key, value);
        }

        /// <summary>Inserts an entry at a position.</summary>
        public void Insert(int index, (string, T) item)
        {
            _entries.Insert(index, item);
            RegisterAll();
        }

        /// <summary>Removes a name; false when it was not there.</summary>
        public bool Remove(string key)
        {
            _internal_submodules.Remove(key);
            return _entries.Remove(key);
        }

        /// <summary>Removes an entry; false when it was not there.</summary>
        public bool Remove((string, T) item) => _entries.Contains(item) && Remove(item.Item1);

        /// <summary>Removes an entry; false when it was not there.</summary>
        public bool Remove(KeyValuePair<string, T> item) => Remove((item.Key, item.Value));

        /// <summary>Removes the entry at a position.</summary>
        public void RemoveAt(int index) => Remove(_entries[index].Item1);

        /// <summary>Removes all modules without disposing them.</summary>
        public void Clear()
        {
            _entries.Clear();
            ClearModules();
        }

        /// <inheritdoc cref="Clear"/>
        public void clear() => Clear();

        /// <summary>Whether the entry is there.</summary>
        public bool Contains((string, T) item) => _entries.Contains(item);

        /// <summary>Whether the entry is there.</summary>
        public bool Contains(KeyValuePair<string, T> item) => _entries.Contains(item);

        /// <summary>Whether the name is there.</summary>
        public bool ContainsKey(string key) => _entries.ContainsKey(key);

        /// <summary>The module of a name, if it is there.</summary>
        public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value) => _entries.TryGetValue(key, out value);

        /// <summary>The position of an entry, or -1.</summary>
        public int IndexOf((string, T) item) => _entries.IndexOf(item);

        /// <summary>Copies the entries.</summary>
        public void CopyTo((string, T)[] array, int arrayIndex) => _entries.CopyTo(array, arrayIndex);

        /// <summary>Copies the entries.</summary>
        public void CopyTo(KeyValuePair<string, T>[] array, int arrayIndex) => _entries.CopyTo(array, arrayIndex);

        /// <summary>The entries, in order.</summary>
        public IEnumerator<(string, T)> items() => GetEnumerator();

        /// <summary>The names, in order.</summary>
        public IEnumerable<string> keys() => _entries.keys();

        /// <summary>The modules, in order.</summary>
        public IEnumerable<T> values() => _entries.values();

        /// <summary>The entries, in order.</summary>
        public IEnumerator<(string, T)> GetEnumerator() => _entries.GetEnumerator();

        IEnumerator<KeyValuePair<string, T>> IEnumerable<KeyValuePair<string, T>>.GetEnumerator()
            => ((IEnumerable<KeyValuePair<string, T>>)_entries).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        /// <summary>Nothing is left to register: the dictionary does it as it changes.</summary>
        protected override void RegisterComponents()
        {
        }

        private void RegisterAll()
        {
            ClearModules();
            foreach (var (key, module) in _entries) register_module(key, module);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Modules of any kind by name.</summary>
            public static ModuleDict<Module> ModuleDict(params (string, Module)[] modules) => ModuleDict<Module>(modules);

            /// <summary>Modules of one kind by name.</summary>
            public static ModuleDict<T> ModuleDict<T>(params (string, T)[] modules)
                where T : Module
            {
                var result = new ModuleDict<T>();
                foreach (var module in modules) result.Add(module);
                return result;
            }
        }
    }
}
