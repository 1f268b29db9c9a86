namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>The 1cycle policy (Smith and Topin 2018): up to the highest learning rate and down to almost nothing, the momentum the other way round.</summary>
            /// <param name="optimizer">Whose learning rate it sets.</param>
            /// <param name="max_lr">The highest learning rate.</param>
            /// <param name="total_steps">The steps of the cycle; or give epochs and steps per epoch.</param>
            /// <param name="epochs">The number of epochs.</param>
            /// <param name="steps_per_epoch">The steps of one epoch.</param>
            /// <param name="pct_start">The share of the cycle that goes up, from 0 to 1.</param>
            /// <param name="anneal_strategy">Along a cosine or a straight line.</param>
            /// <param name="cycle_momentum">Change the momentum (or the first beta) too.</param>
            /// <param name="base_momentum">The lowest momentum.</param>
            /// <param name="max_momentum">The highest momentum.</param>
            /// <param name="div_factor">The highest learning rate divided by the first.</param>
            /// <param name="final_div_factor">The first learning rate divided by the last.</param>
            /// <param name="three_phase">Come down in two phases: back to the first learning rate, then to the last.</param>
            /// <param name="last_epoch">The last step already taken; -1 to start.</param>
            /// <param name="verbose">Print each change.</param>
            public static LRScheduler OneCycleLR(
                Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3,
                impl.OneCycleLR.AnnealStrategy anneal_strategy = impl.OneCycleLR.AnnealStrategy.Cos, bool cycle_momentum = true, double base_momentum = 0.85,
                double max_momentum = 0.95, double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1, bool verbose = false)
                => new impl.OneCycleLR(
                    optimizer, max_lr, total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum, base_momentum,
                    max_momentum, div_factor, final_div_factor, three_phase, last_epoch, verbose);

            /// <summary>The 1cycle policy with one highest learning rate a group.</summary>
            /// <inheritdoc cref="OneCycleLR(Optimizer, double, int, int, int, double, impl.OneCycleLR.AnnealStrategy, bool, double, double, double, double, bool, int, bool)"/>
            public static LRScheduler OneCycleLR(
                Optimizer optimizer, IEnumerable<double> max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3,
                impl.OneCycleLR.AnnealStrategy anneal_strategy = impl.OneCycleLR.AnnealStrategy.Cos, bool cycle_momentum = true, IEnumerable<double>? base_momentum = null,
                IEnumerable<double>? max_momentum = null, double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1, bool verbose = false)
                => new impl.OneCycleLR(
                    optimizer, max_lr, total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum, base_momentum,
                    max_momentum, div_factor, final_div_factor, three_phase, last_epoch, verbose);

            public static partial class impl
            {
                /// <summary>The 1cycle policy (Smith and Topin 2018).</summary>
                public class OneCycleLR : LRScheduler
                {
                    private readonly int _totalSteps;
                    private readonly AnnealStrategy _strategy;
                    private readonly bool _cycleMomentum;
                    private readonly Phase[] _phases;
                    private readonly double[] _maxLr;
                    private readonly double[] _baseMomentum;
                    private readonly double[] _maxMomentum;
                    private readonly double _divFactor;
                    private readonly double _finalDivFactor;

                    /// <summary>One highest learning rate for all groups.</summary>
                    public OneCycleLR(
                        Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3,
                        AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, double base_momentum = 0.85,
                        double max_momentum = 0.95, double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1, bool verbose = false)
                        : this(
                            optimizer, optimizer.ParamGroups.Select(_ => max_lr), total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum,
                            optimizer.ParamGroups.Select(_ => base_momentum), optimizer.ParamGroups.Select(_ => max_momentum), div_factor, final_div_factor, three_phase, last_epoch, verbose)
                    {
                    }

                    /// <summary>One highest learning rate a group.</summary>
                    public OneCycleLR(
                        Optimizer optimizer, IEnumerable<double> max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3,
                        AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, IEnumerable<double>? base_momentum = null,
                        IEnumerable<double>? max_momentum = null, double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        if (total_steps <= 0 && (epochs <= 0 || steps_per_epoch <= 0))
                            throw new ArgumentException($"The cycle's length is unknown: give total_steps ({total_steps}), or epochs ({epochs}) and steps_per_epoch ({steps_per_epoch}), above 0.");
                        if (pct_start is < 0 or > 1) throw new ArgumentException($"pct_start is {pct_start}, but must be from 0 to 1.", nameof(pct_start));

                        _totalSteps = total_steps > 0 ? total_steps : epochs * steps_per_epoch;
                        _strategy = anneal_strategy;
                        _cycleMomentum = cycle_momentum;
                        _maxLr = [.. max_lr];
                        _baseMomentum = [.. base_momentum ?? _maxLr.Select(_ => 0.85)];
                        _maxMomentum = [.. max_momentum ?? _maxLr.Select(_ => 0.95)];
                        _divFactor = div_factor;
                        _finalDivFactor = final_div_factor;
                        double top = pct_start * _totalSteps - 1, last = _totalSteps - 1;
                        _phases = three_phase
                            ? [new(top, Level.First, Level.Highest), new(2 * pct_start * _totalSteps - 2, Level.Highest, Level.First), new(last, Level.First, Level.Last)]
                            : [new(top, Level.First, Level.Highest), new(last, Level.Highest, Level.Last)];
                        step();
                    }

                    /// <summary>How the learning rate goes from one level to the next.</summary>
                    public enum AnnealStrategy
                    {
                        /// <summary>Along half a cosine.</summary>
                        Cos,

                        /// <summary>Along a straight line.</summary>
                        Linear,
                    }

                    private enum Level
                    {
                        First,
                        Highest,
                        Last,
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                    {
                        if (_last_epoch > _totalSteps)
                            throw new InvalidOperationException($"The schedule was made for {_totalSteps} steps and is at step {_last_epoch}: give the true number of steps.");
                        double begin = 0;
                        int index = 0;
                        for (; index < _phases.Length - 1 && _last_epoch > _phases[index].End; index++) begin = _phases[index].End;
                        var phase = _phases[index];
                        double share = (_last_epoch - begin) / (phase.End - begin);

                        var rates = new double[_maxLr.Length];
                        int i = 0;
                        foreach (var group in _optimizer.ParamGroups)
                        {
                            if (_cycleMomentum) SetMomentum(group, Anneal(Momentum(phase.From, i), Momentum(phase.To, i), share));
                            rates[i] = Anneal(Rate(phase.From, i), Rate(phase.To, i), share);
                            i++;
                        }
                        return rates;
                    }

                    private double Rate(Level level, int group) => level switch
                    {
                        Level.First => _maxLr[group] / _divFactor,
                        Level.Highest => _maxLr[group],
                        _ => _maxLr[group] / _divFactor / _finalDivFactor,
                    };

                    private double Momentum(Level level, int group) => level == Level.Highest ? _baseMomentum[group] : _maxMomentum[group];

                    private double Anneal(double start, double end, double share) => _strategy == AnnealStrategy.Cos
                        ? end + (start - end) / 2 * (Math.Cos(Math.PI * share) + 1)
                        : (end - start) * share + start;

                    private static void SetMomentum(ILearningRateController group, double momentum)
                    {
                        if (group is IBetas betas) betas.Betas = (momentum, betas.Betas.Item2);
                        else if (group is IMomentum plain) plain.Momentum = momentum;
                        else throw new ArgumentException("The optimizer has neither momentum nor betas: pass cycle_momentum: false.");
                    }

                    private sealed record Phase(double End, Level From, Level To);
                }
            }
        }
    }
}
