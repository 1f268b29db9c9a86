namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Multiplies the learning rate by <paramref name="gamma"/> at each step.</summary>
            /// <param name="optimizer">Whose learning rate it sets.</param>
            /// <param name="gamma">The factor.</param>
            /// <param name="last_epoch">The last step already taken; -1 to start.</param>
            /// <param name="verbose">Print each change.</param>
            public static LRScheduler ExponentialLR(Optimizer optimizer, double gamma = 0.1, int last_epoch = -1, bool verbose = false)
                => new impl.ExponentialLR(optimizer, gamma, last_epoch, verbose);

            public static partial class impl
            {
                /// <inheritdoc cref="lr_scheduler.ExponentialLR"/>
                public class ExponentialLR : LRScheduler
                {
                    private readonly double _gamma;

                    /// <inheritdoc cref="lr_scheduler.ExponentialLR"/>
                    public ExponentialLR(Optimizer optimizer, double gamma = 0.1, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        _gamma = gamma;
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                        => Scaled(_last_epoch == 0 ? 1 : _gamma);

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr()
                        => FromBase(Math.Pow(_gamma, _last_epoch));
                }
            }
        }
    }
}
