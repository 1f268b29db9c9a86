namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Follows one schedule after the other.</summary>
            /// <param name="optimizer">Whose learning rate they set.</param>
            /// <param name="schedulers">The schedules, all of this optimizer.</param>
            /// <param name="milestones">The steps at which the next schedule begins: one fewer than schedules.</param>
            /// <param name="last_epoch">The last step already taken; -1 to start.</param>
            public static LRScheduler SequentialLR(Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<int> milestones, int last_epoch = -1)
                => new impl.SequentialLR(optimizer, schedulers, milestones, last_epoch);

            public static partial class impl
            {
                /// <inheritdoc cref="lr_scheduler.SequentialLR"/>
                public class SequentialLR : LRScheduler
                {
                    private readonly LRScheduler[] _schedulers;
                    private readonly int[] _milestones;

                    /// <inheritdoc cref="lr_scheduler.SequentialLR"/>
                    public SequentialLR(Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<int> milestones, int last_epoch = -1)
                        : base(optimizer, last_epoch + 1)
                    {
                        _schedulers = [.. schedulers];
                        _milestones = [.. milestones];
                        if (_schedulers.Any(scheduler => scheduler._optimizer != optimizer))
                            throw new ArgumentException("All schedules must be of the optimizer that is given.", nameof(schedulers));
                        if (_milestones.Length != _schedulers.Length - 1)
                            throw new ArgumentException($"{_schedulers.Length} schedules need {_schedulers.Length - 1} milestones, not {_milestones.Length}.", nameof(milestones));

                        // Each schedule took its first step when it was made: undo all of them, and let the first one begin.
                        foreach (var group in optimizer.ParamGroups) group.LearningRate = group.InitialLearningRate;
                        foreach (var scheduler in _schedulers) scheduler._last_epoch--;
                        _schedulers[0].step();
                        _last_lrs = [.. _schedulers[0]._last_lrs];
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                    {
                        int index = _milestones.Length;
                        while (index > 0 && _milestones[index - 1] > _last_epoch) index--;
                        if (index > 0 && _milestones[index - 1] == _last_epoch) _schedulers[index].step(0);
                        else _schedulers[index].step();
                        return Scaled(1);
                    }
                }
            }
        }
    }
}
