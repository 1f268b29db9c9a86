namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Changes the learning rate in a straight line from one share of it to another.</summary>
            /// <param name="optimizer">Whose learning rate it sets.</param>
            /// <param name="start_factor">The share at the first step, above 0.</param>
            /// <param name="end_factor">The share at the end.</param>
            /// <param name="total_iters">The number of steps in between.</param>
            /// <param name="last_epoch">The last step already taken; -1 to start.</param>
            /// <param name="verbose">Print each change.</param>
            public static LRScheduler LinearLR(Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1.0, int total_iters = 5, int last_epoch = -1, bool verbose = false)
                => new impl.LinearLR(optimizer, start_factor, end_factor, total_iters, last_epoch, verbose);

            public static partial class impl
            {
                /// <inheritdoc cref="lr_scheduler.LinearLR"/>
                public class LinearLR : LRScheduler
                {
                    private readonly double _start;
                    private readonly double _end;
                    private readonly int _totalIters;

                    /// <inheritdoc cref="lr_scheduler.LinearLR"/>
                    public LinearLR(Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1.0, int total_iters = 5, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        _start = start_factor;
                        _end = end_factor;
                        _totalIters = total_iters;
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                        => Scaled(_last_epoch switch
                        {
                            0 => _start,
                            _ when _last_epoch > _totalIters => 1,
                            _ => 1 + (_end - _start) / (_totalIters * _start + (_last_epoch - 1) * (_end - _start)),
                        });

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr()
                        => FromBase(_start + (_end - _start) * Math.Min(_totalIters, _last_epoch) / _totalIters);
                }
            }
        }
    }
}
