namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Lowers the learning rate along half a cosine (Loshchilov and Hutter 2017, without restarts).</summary>
            /// <param name="optimizer">Whose learning rate it sets.</param>
            /// <param name="T_max">The steps from the top to the bottom.</param>
            /// <param name="eta_min">The lowest learning rate.</param>
            /// <param name="last_epoch">The last step already taken; -1 to start.</param>
            /// <param name="verbose">Print each change.</param>
            public static LRScheduler CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false)
                => new impl.CosineAnnealingLR(optimizer, T_max, eta_min, last_epoch, verbose);

            public static partial class impl
            {
                /// <inheritdoc cref="lr_scheduler.CosineAnnealingLR"/>
                public class CosineAnnealingLR : LRScheduler
                {
                    private readonly double _steps;
                    private readonly double _lowest;

                    /// <inheritdoc cref="lr_scheduler.CosineAnnealingLR"/>
                    public CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        _steps = T_max;
                        _lowest = eta_min;
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                        => _last_epoch == 0
                            ? Scaled(1)
                            : _optimizer.ParamGroups.Zip(_base_lrs, (group, start) => (_last_epoch - 1 - _steps) % (2 * _steps) == 0
                                ? group.LearningRate + (start - _lowest) * (1 - Math.Cos(Math.PI / _steps)) / 2
                                : Cosine(_last_epoch) / Cosine(_last_epoch - 1) * (group.LearningRate - _lowest) + _lowest);

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr()
                        => _base_lrs.Select(start => _lowest + (start - _lowest) * Cosine(_last_epoch) / 2);

                    private double Cosine(int step) => 1 + Math.Cos(Math.PI * step / _steps);
                }
            }
        }
    }
}
