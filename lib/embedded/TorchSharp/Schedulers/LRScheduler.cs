namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Learning rates that change from step to step.</summary>
        public static partial class lr_scheduler
        {
            /// <summary>The classes behind the functions of <see cref="lr_scheduler"/>.</summary>
            public static partial class impl;

            /// <summary>Sets the learning rates of an optimizer, group by group, each time it is stepped.</summary>
            public abstract class LRScheduler
            {
                internal Optimizer _optimizer = null!;
                internal int _last_epoch = -1;
                internal bool _verbose;
                internal IList<double> _base_lrs = [];
                internal IList<double> _last_lrs = [];

                /// <summary>How often it was stepped.</summary>
                protected int _step_count;

                /// <summary>For schedules that have no optimizer of their own.</summary>
                protected LRScheduler()
                {
                }

                /// <summary>Starts from the initial learning rates of the optimizer's groups.</summary>
                /// <param name="optimizer">Whose learning rates it sets.</param>
                /// <param name="last_epoch">The last step already taken; -1 to start.</param>
                /// <param name="verbose">Print each change.</param>
                protected LRScheduler(Optimizer optimizer, int last_epoch = -1, bool verbose = false)
                {
                    ArgumentNullException.ThrowIfNull(optimizer);
                    _optimizer = optimizer;
                    _last_epoch = last_epoch;
                    _verbose = verbose;
                    _base_lrs = [.. optimizer.ParamGroups.Select(group => group.InitialLearningRate)];
                    _last_lrs = [.. optimizer.ParamGroups.Select(group => group.LearningRate)];
                }

                /// <summary>The learning rates that were set last, one a group.</summary>
                public IEnumerable<double> get_last_lr() => _last_lrs;

                /// <summary>Goes on to the next step.</summary>
                public virtual void step() => step(null);

                /// <summary>Goes to a given step, or (null) to the next.</summary>
                public virtual void step(int? epoch)
                {
                    _step_count++;
                    _last_epoch = epoch ?? _last_epoch + 1;
                    double[] rates = [.. epoch is null ? get_lr() : get_closed_form_lr()];
                    int i = 0;
                    foreach (var group in _optimizer.ParamGroups)
                    {
                        if (_verbose && rates[i] != _last_lrs[i]) Console.WriteLine($"Adjusting learning rate to {rates[i]}");
                        group.LearningRate = rates[i];
                        _last_lrs[i] = rates[i];
                        i++;
                    }
                }

                /// <summary>Goes on; only <see cref="impl.ReduceLROnPlateau"/> looks at the measure.</summary>
                public virtual void step(double current, int? epoch = null) => step(epoch);

                /// <summary>The next learning rates, from those of the step before.</summary>
                protected virtual IEnumerable<double> get_lr() => Scaled(1);

                /// <summary>The learning rates of the current step, from those at the start.</summary>
                protected virtual IEnumerable<double> get_closed_form_lr() => get_lr();

                private protected IEnumerable<double> Scaled(double factor) => _optimizer.ParamGroups.Select(group => group.LearningRate * factor);

                private protected IEnumerable<double> FromBase(double factor) => _base_lrs.Select(start => start * factor);
            }
        }
    }
}
