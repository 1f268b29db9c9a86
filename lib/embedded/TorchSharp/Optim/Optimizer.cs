using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Optimizers and learning-rate schedules.</summary>
    public static partial class optim
    {
        /// <summary>What changes parameters by their gradients.</summary>
        public abstract partial class Optimizer : IDisposable
        {
            /// <summary>The groups, each with its parameters and options.</summary>
            protected IList<ParamGroup> _parameter_groups = [];

            private protected Optimizer()
            {
            }

            /// <summary>The groups, whose learning rate a schedule may set.</summary>
            public virtual IEnumerable<ILearningRateController> ParamGroups => _parameter_groups;

            /// <summary>All parameters of all groups.</summary>
            public virtual IEnumerable<Parameter> parameters() => _parameter_groups.SelectMany(group => group.Parameters);

            /// <summary>Adds a group of parameters with options of its own.</summary>
            public virtual void add_param_group(ParamGroup param_group) => _parameter_groups.Add(param_group);

            /// <summary>Fills the gradients of all parameters with zeros.</summary>
            public abstract void zero_grad();

            /// <summary>Changes every parameter that has a gradient.</summary>
            /// <param name="closure">Evaluates the model once more and returns the loss; most optimizers do not need it.</param>
            /// <returns>What the closure returned, else null.</returns>
            public abstract Tensor? step(Func<Tensor>? closure = null);

            /// <summary>Disposes the state kept for each parameter, not the parameters.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Disposes what this optimizer owns.</summary>
            protected virtual void Dispose(bool disposing)
            {
            }

            /// <summary>The options and the state of an optimizer, by group and parameter. Holds the tensors themselves, not copies.</summary>
            public class StateDictionary
            {
                internal StateDictionary()
                {
                }

                /// <summary>One entry a group.</summary>
                public List<OptimizerOptions> Options { get; } = [];

                /// <summary>One entry a parameter, group after group.</summary>
                public List<OptimizerState> State { get; } = [];

                /// <summary>For each group, the indices of its parameters in <see cref="State"/>.</summary>
                public List<List<int>> StateIndexRef { get; } = [];
            }
        }

        /// <summary>Has a learning rate that a schedule may set.</summary>
        public interface ILearningRateController
        {
            /// <summary>The learning rate of the next step.</summary>
            double LearningRate { get; set; }

            /// <summary>The learning rate at the start of the schedule.</summary>
            double InitialLearningRate { get; set; }
        }

        /// <summary>Has a momentum that a schedule may set.</summary>
        public interface IMomentum
        {
            /// <summary>The share of the last update that goes on, from 0 to 1.</summary>
            double Momentum { get; set; }
        }

        /// <summary>Has Adam's two decay rates.</summary>
        public interface IBetas
        {
            /// <summary>The decay rates of the averages of the gradient and of its square.</summary>
            (double, double) Betas { get; set; }
        }
    }
}
