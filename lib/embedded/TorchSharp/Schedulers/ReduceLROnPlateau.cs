namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Lowers the learning rate when a measure has stopped improving. Step it with <c>step(measure)</c>.</summary>
            /// <param name="optimizer">Whose learning rate it sets.</param>
            /// <param name="mode">"min" when lower is better, "max" when higher is.</param>
            /// <param name="factor">What the learning rate is multiplied by, below 1.</param>
            /// <param name="patience">How many steps without improvement to wait.</param>
            /// <param name="threshold">The smallest change that counts as improvement.</param>
            /// <param name="threshold_mode">"rel" for a share of the best measure, "abs" for a difference.</param>
            /// <param name="cooldown">How many steps after a change do not count.</param>
            /// <param name="min_lr">The lowest learning rate: one for all groups, or one each.</param>
            /// <param name="eps">Changes smaller than this are left out.</param>
            /// <param name="verbose">Print each change.</param>
            public static LRScheduler ReduceLROnPlateau(
                Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10, double threshold = 1e-4, string threshold_mode = "rel",
                int cooldown = 0, IList<double>? min_lr = null, double eps = 1e-8, bool verbose = false)
                => new impl.ReduceLROnPlateau(optimizer, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr, eps, verbose);

            public static partial class impl
            {
                /// <inheritdoc cref="lr_scheduler.ReduceLROnPlateau"/>
                public class ReduceLROnPlateau : LRScheduler
                {
                    private readonly bool _lowerIsBetter;
                    private readonly bool _relative;
                    private readonly double _factor;
                    private readonly int _patience;
                    private readonly double _threshold;
                    private readonly int _cooldown;
                    private readonly double[] _lowest;
                    private readonly double _eps;
                    private double _best;
                    private int _badSteps;
                    private int _cooldownLeft;

                    /// <inheritdoc cref="lr_scheduler.ReduceLROnPlateau"/>
                    public ReduceLROnPlateau(
                        Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10, double threshold = 1e-4, string threshold_mode = "rel",
                        int cooldown = 0, IList<double>? min_lr = null, double eps = 1e-8, bool verbose = false)
                        : base(optimizer, -1, verbose)
                    {
                        if (factor >= 1) throw new ArgumentException($"The factor is {factor}, but must be below 1.", nameof(factor));
                        if (mode is not ("min" or "max")) throw new ArgumentException($"The mode is '{mode}', but must be 'min' or 'max'.", nameof(mode));
                        if (threshold_mode is not ("rel" or "abs")) throw new ArgumentException($"The mode is '{threshold_mode}', but must be 'rel' or 'abs'.", nameof(threshold_mode));

                        int groups = _base_lrs.Count;
                        _lowest = min_lr switch
                        {
                            null or [] => new double[groups],
                            [var one] => [.. Enumerable.Repeat(one, groups)],
                            _ when min_lr.Count == groups => [.. min_lr],
                            _ => throw new ArgumentException($"There are {min_lr.Count} lowest learning rates for {groups} parameter groups: give one, or one for each.", nameof(min_lr)),
                        };
                        _lowerIsBetter = mode == "min";
                        _relative = threshold_mode == "rel";
                        _factor = factor;
                        _patience = patience;
                        _threshold = threshold;
                        _cooldown = cooldown;
                        _eps = eps;
                        _best = _lowerIsBetter ? double.PositiveInfinity : double.NegativeInfinity;
                    }

                    /// <summary>Takes the measure into account.</summary>
                    /// <param name="current">The measure, such as the validation loss.</param>
                    /// <param name="epoch">The step; by default the next.</param>
                    public override void step(double current, int? epoch = null)
                    {
                        _step_count++;
                        _last_epoch = epoch ?? _last_epoch + 1;
                        if (IsBetter(current))
                        {
                            _best = current;
                            _badSteps = 0;
                        }
                        else
                        {
                            _badSteps++;
                        }
                        if (_cooldownLeft > 0)
                        {
                            _cooldownLeft--;
                            _badSteps = 0;
                        }
                        if (_badSteps <= _patience) return;
                        Reduce();
                        _cooldownLeft = _cooldown;
                        _badSteps = 0;
                    }

                    /// <summary>Needs the measure: call <c>step(measure)</c>.</summary>
                    /// <exception cref="InvalidOperationException">Always.</exception>
                    public override void step() => step(null);

                    /// <summary>Needs the measure: call <c>step(measure)</c>.</summary>
                    /// <exception cref="InvalidOperationException">Always.</exception>
                    public override void step(int? epoch)
                        => throw new InvalidOperationException("ReduceLROnPlateau needs the measure: call step(measure), for example step(validationLoss).");

                    private bool IsBetter(double current) => (_lowerIsBetter, _relative) switch
                    {
                        (true, true) => current < _best * (1 - _threshold),
                        (true, false) => current < _best - _threshold,
                        (false, true) => current > _best * (1 + _threshold),
                        (false, false) => current > _best + _threshold,
                    };

                    private void Reduce()
                    {
                        int i = 0;
                        foreach (var group in _optimizer.ParamGroups)
                        {
                            double reduced = Math.Max(group.LearningRate * _factor, _lowest[i]);
                            if (group.LearningRate - reduced > _eps)
                            {
                                group.LearningRate = reduced;
                                if (_verbose) Console.WriteLine($"Epoch {_last_epoch}: reducing learning rate of group {i} to {reduced:g4}.");
                            }
                            _last_lrs[i++] = group.LearningRate;
                        }
                    }
                }
            }
        }
    }
}
