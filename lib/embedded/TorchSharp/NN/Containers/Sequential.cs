using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Runs modules one after the other, each on the result of the one before.</summary>
    public class Sequential : nn.Module<Tensor, Tensor>
    {
        private readonly List<nn.IModule<Tensor, Tensor>> _order = [];

        internal Sequential()
            : base(nameof(Sequential))
        {
        }

        /// <summary>For subclasses: modules with their names.</summary>
        protected Sequential(params (string name, nn.Module<Tensor, Tensor> submodule)[] modules)
            : base(nameof(Sequential))
        {
            foreach (var (name, submodule) in modules) append(name, submodule);
        }

        /// <summary>For subclasses: modules named by their position.</summary>
        protected Sequential(params nn.Module<Tensor, Tensor>[] modules)
            : base(nameof(Sequential))
        {
            foreach (var module in modules) append(module);
        }

        /// <summary>The number of modules.</summary>
        public int Count => _order.Count;

        /// <summary>The module at a position.</summary>
        public nn.IModule<Tensor, Tensor> this[int index] => _order[index];

        /// <summary>The modules of a range in a new sequence that shares them; null stands for the first or last.</summary>
        public Sequential this[(int? start, int? end) index] => Slice(index.start ?? 0, index.end ?? Count);

        /// <summary>The modules of a range in a new sequence that shares them.</summary>
        public Sequential this[Range index] => Slice(index.Start.GetOffset(Count), index.End.GetOffset(Count));

        /// <summary>Adds a module, named by its position.</summary>
        public Sequential append(nn.IModule<Tensor, Tensor> module) => append($"{Count}", module);

        /// <summary>Adds a module under a name.</summary>
        public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
        {
            register_module(name, (nn.Module)module);
            _order.Add(module);
            return this;
        }

        /// <summary>Runs the modules in order. What lies between two of them is disposed.</summary>
        public override Tensor forward(Tensor tensor)
        {
            if (_order.Count == 0) return tensor.alias();
            var current = tensor;
            foreach (var module in _order)
            {
                var next = module.call(current);
                if (!ReferenceEquals(current, tensor) && !ReferenceEquals(current, next)) current.Dispose();
                current = next;
            }
            return current;
        }

        private Sequential Slice(int start, int end)
        {
            if (start < 0 || end > Count) throw new IndexOutOfRangeException($"The range {start}..{end} does not lie within the {Count} modules.");
            var slice = new Sequential();
            foreach (var (name, module) in named_children().Take(end).Skip(start)) slice.append(name, (nn.IModule<Tensor, Tensor>)module);
            return slice;
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>An empty sequence.</summary>
            public static Sequential Sequential() => new();

            /// <summary>A sequence of modules with their names.</summary>
            public static Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules)
                => Sequential((IEnumerable<(string, Module<Tensor, Tensor>)>)modules);

            /// <summary>A sequence of modules named by their position.</summary>
            public static Sequential Sequential(params Module<Tensor, Tensor>[] modules)
                => Sequential((IEnumerable<Module<Tensor, Tensor>>)modules);

            /// <summary>A sequence of modules with their names.</summary>
            public static Sequential Sequential(params Tuple<string, Module<Tensor, Tensor>>[] modules)
                => Sequential((IEnumerable<Tuple<string, Module<Tensor, Tensor>>>)modules);

            /// <summary>A sequence of modules with their names.</summary>
            public static Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules)
                => modules.Aggregate(new Sequential(), (sequence, module) => sequence.append(module.name, module.submodule));

            /// <summary>A sequence of modules with their names.</summary>
            public static Sequential Sequential(IEnumerable<Tuple<string, Module<Tensor, Tensor>>> modules)
                => modules.Aggregate(new Sequential(), (sequence, module) => sequence.append(module.Item1, module.Item2));

            /// <summary>A sequence of modules named by their position.</summary>
            public static Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules)
                => modules.Aggregate(new Sequential(), (sequence, module) => sequence.append(module));
        }
    }
}
