namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Multiplies the learning rate by <paramref name="factor"/> for the first steps.</summary>
            /// <param name="optimizer">Whose learning rate it sets.</param>
            /// <param name="factor">The factor.</param>
            /// <param name="total_iters">How many steps it holds.</param>
            /// <param name="last_epoch">The last step already taken; -1 to start.</param>
            /// <param name="verbose">Print each change.</param>
            public static LRScheduler ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false)
                => new impl.ConstantLR(optimizer, factor, total_iters, last_epoch, verbose);

            public static partial class impl
            {
                /// <inheritdoc cref="lr_scheduler.ConstantLR"/>
                public class ConstantLR : LRScheduler
                {
                    private readonly double _factor;
                    private readonly int _totalIters;

                    /// <inheritdoc cref="lr_scheduler.ConstantLR"/>
                    public ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        _factor = factor;
                        _totalIters = total_iters;
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                        => Scaled(_last_epoch == 0 ? _factor : _last_epoch == _totalIters ? 1 / _factor : 1);

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr()
                        => FromBase(_last_epoch >= _totalIters ? 1 : _factor);
                }
            }
        }
    }
}
