using System.Collections;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>A list of modules, registered under their positions.</summary>
    public class ModuleList<T> : nn.Module, IList<T>
        where T : nn.Module
    {
        private readonly List<T> _list = [];

        /// <summary>A list of the given modules.</summary>
        public ModuleList(params T[] modules)
            : base(nameof(ModuleList<>))
            => extend(modules);

        /// <summary>The number of modules.</summary>
        public int Count => _list.Count;

        /// <summary>Always false.</summary>
        public bool IsReadOnly => false;

        /// <summary>The module at a position.</summary>
        public T this[int index]
        {
            get => _list[index];
            set
            {
                _list[index] = value;
                RegisterAll();
            }
        }

        /// <summary>Adds a module at the end.</summary>
        public void Add(T item)
        {
            _list.Add(item);
            register_module($"{_list.Count - 1}", item);
        }

        /// <summary>Adds modules at the end.</summary>
        public void append(params T[] parameters) => extend(parameters);

        /// <summary>Adds modules at the end.</summary>
        public void extend(IEnumerable<T> modules)
        {
            foreach (var module in modules) Add(module);
        }

        /// <summary>Inserts a module; those behind it get the next number.</summary>
        public void Insert(int index, T item)
        {
            _list.Insert(index, item);
            RegisterAll();
        }

        /// <summary>Removes a module; those behind it get the number before.</summary>
        public bool Remove(T item)
        {
            bool removed = _list.Remove(item);
            RegisterAll();
            return removed;
        }

        /// <summary>Removes the module at a position; those behind it get the number before.</summary>
        public void RemoveAt(int index)
        {
            _list.RemoveAt(index);
            RegisterAll();
        }

        /// <summary>Removes all modules without disposing them.</summary>
        public void Clear()
        {
            _list.Clear();
            ClearModules();
        }

        /// <summary>Whether the module is in the list.</summary>
        public bool Contains(T item) => _list.Contains(item);

        /// <summary>The position of a module, or -1.</summary>
        public int IndexOf(T item) => _list.IndexOf(item);

        /// <summary>Copies the modules.</summary>
        public void CopyTo(T[] array, int arrayIndex) => _list.CopyTo(array, arrayIndex);

        /// <summary>The modules, in order.</summary>
        public IEnumerator<T> GetEnumerator() => _list.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        /// <summary>Nothing is left to register: the list does it as it changes.</summary>
        protected override void RegisterComponents()
        {
        }

        private void RegisterAll()
        {
            ClearModules();
            for (int i = 0; i < _list.Count; i++) register_module($"{i}", _list[i]);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A list of modules of any kind.</summary>
            public static ModuleList<Module> ModuleList(params Module[] modules) => new(modules);

            /// <summary>A list of modules of one kind.</summary>
            public static ModuleList<T> ModuleList<T>(params T[] modules)
                where T : Module
                => new(modules);
        }
    }
}
