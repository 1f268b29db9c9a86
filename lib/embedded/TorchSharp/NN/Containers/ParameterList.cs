using System.Collections;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>A list of parameters, registered under their positions.</summary>
    public class ParameterList : nn.Module, IList<Parameter>
    {
        private readonly List<Parameter> _list = [];

        /// <summary>A list of the given parameters.</summary>
        public ParameterList(params Parameter[] parameters)
            : base(nameof(ParameterList))
            => extend(parameters);

        /// <summary>The number of parameters.</summary>
        public int Count => _list.Count;

        /// <summary>Always false.</summary>
        public bool IsReadOnly => false;

        /// <summary>The parameter at a position.</summary>
        public Parameter this[int index]
        {
            get => _list[index];
            set
            {
                _list[index] = value;
                RegisterAll();
            }
        }

        /// <summary>Adds a parameter at the end.</summary>
        public void Add(Parameter item)
        {
            _list.Add(item);
            register_parameter($"{_list.Count - 1}", item);
        }

        /// <summary>Adds parameters at the end.</summary>
        public void append(params Parameter[] parameters) => extend(parameters);

        /// <summary>Adds parameters at the end.</summary>
        public void extend(IEnumerable<Parameter> parameters)
        {
            foreach (var parameter in parameters) Add(parameter);
        }

        /// <summary>Inserts a parameter; those behind it get the next number.</summary>
        public void Insert(int index, Parameter item)
        {
            _list.Insert(index, item);
            RegisterAll();
        }

        /// <summary>Removes a parameter; those behind it get the number before.</summary>
        public bool Remove(Parameter item)
        {
            int index = IndexOf(item);
            if (index >= 0) RemoveAt(index);
            return index >= 0;
        }

        /// <summary>Removes the parameter at a position; those behind it get the number before.</summary>
        public void RemoveAt(int index)
        {
            _list.RemoveAt(index);
            RegisterAll();
        }

        /// <summary>Removes all parameters without disposing them.</summary>
        public void Clear()
        {
            _list.Clear();
            RegisterAll();
        }

        /// <summary>Whether this very parameter is in the list.</summary>
        public bool Contains(Parameter item) => IndexOf(item) >= 0;

        /// <summary>The position of this very parameter, or -1.</summary>
        public int IndexOf(Parameter item) => _list.FindIndex(parameter => ReferenceEquals(parameter, item));

        /// <summary>Copies the parameters.</summary>
        public void CopyTo(Parameter[] array, int arrayIndex) => _list.CopyTo(array, arrayIndex);

        /// <summary>The parameters, in order.</summary>
        public IEnumerator<Parameter> GetEnumerator() => _list.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        /// <summary>Nothing is left to register: the list does it as it changes.</summary>
        protected override void RegisterComponents()
        {
        }

        /// <inheritdoc/>
        protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
        {
            base._toEpilog(dtype, device, non_blocking);
            for (int i = 0; i < _list.Count; i++) _list[i] = _internal_params[i].Item2;
        }

        private void RegisterAll()
        {
            _internal_params.clear();
            for (int i = 0; i < _list.Count; i++) register_parameter($"{i}", _list[i]);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A list of parameters.</summary>
            public static ParameterList ParameterList(params Parameter[] parameters) => new(parameters);
        }
    }
}
