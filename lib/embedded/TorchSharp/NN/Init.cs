namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Fills tensors with starting values. Each function returns the tensor it filled and records no gradient.</summary>
        public static partial class init
        {
            /// <summary>The function that follows a layer.</summary>
            public enum NonlinearityType
            {
                /// <summary>None, after a linear layer.</summary>
                Linear = 0,

                /// <summary>None, after a one-dimensional convolution.</summary>
                Conv1D = 1,

                /// <summary>None, after a two-dimensional convolution.</summary>
                Conv2D = 2,

                /// <summary>None, after a three-dimensional convolution.</summary>
                Conv3D = 3,

                /// <summary>None, after a one-dimensional transposed convolution.</summary>
                ConvTranspose1D = 4,

                /// <summary>None, after a two-dimensional transposed convolution.</summary>
                ConvTranspose2D = 5,

                /// <summary>None, after a three-dimensional transposed convolution.</summary>
                ConvTranspose3D = 6,

                /// <summary>The logistic function.</summary>
                Sigmoid = 7,

                /// <summary>The hyperbolic tangent.</summary>
                Tanh = 8,

                /// <summary>max(0, x).</summary>
                ReLU = 9,

                /// <summary>max(a·x, x).</summary>
                LeakyReLU = 10,
            }

            /// <summary>Which way the variance is kept.</summary>
            public enum FanInOut
            {
                /// <summary>In the forward pass.</summary>
                FanIn = 0,

                /// <summary>In the backward pass.</summary>
                FanOut = 1,
            }

            /// <summary>How much a layer before the given function must amplify to keep the variance.</summary>
            /// <param name="nonlinearity">The function.</param>
            /// <param name="param">The negative slope of <see cref="NonlinearityType.LeakyReLU"/>.</param>
            public static double calculate_gain(NonlinearityType nonlinearity, double param = 0.0) => nonlinearity switch
            {
                NonlinearityType.Tanh => 5.0 / 3,
                NonlinearityType.ReLU => Math.Sqrt(2),
                NonlinearityType.LeakyReLU => Math.Sqrt(2 / (1 + param * param)),
                _ => 1,
            };

            /// <summary>The number of inputs that a unit of the layer reads, and the number of outputs that an input reaches.</summary>
            /// <param name="tensor">A weight [outputs, inputs, kernel…].</param>
            /// <exception cref="ArgumentException">The weight has fewer than two dimensions.</exception>
            public static (long fanIn, long fanOut) CalculateFanInAndFanOut(Tensor tensor)
            {
                long[] shape = tensor.shape;
                if (shape.Length < 2)
                    throw new ArgumentException($"Fan-in and fan-out need a weight of two or more dimensions, not [{string.Join(", ", shape)}].", nameof(tensor));
                long kernel = shape.Skip(2).Aggregate(1L, (product, size) => product * size);
                return (shape[1] * kernel, shape[0] * kernel);
            }

            /// <summary>Fills with ones.</summary>
            public static Tensor ones_(Tensor tensor) => constant_(tensor, 1);

            /// <summary>Fills with zeros.</summary>
            public static Tensor zeros_(Tensor tensor) => constant_(tensor, 0);

            /// <summary>Fills with one value.</summary>
            public static Tensor constant_(Tensor tensor, Scalar val) => Fill(tensor, () => tensor.fill_(val));

            /// <summary>Fills a matrix with ones on the diagonal and zeros elsewhere.</summary>
            public static Tensor eye_(Tensor tensor)
            {
                if (tensor.dim() != 2) throw new ArgumentException($"eye_ needs a matrix, not [{string.Join(", ", tensor.shape)}].", nameof(tensor));
                return Fill(tensor, () => tensor.copy_(eye(tensor.shape[0], tensor.shape[1], tensor.dtype)));
            }

            /// <summary>Fills with numbers drawn evenly from [<paramref name="low"/>, <paramref name="high"/>).</summary>
            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1, Generator? generator = null)
                => Fill(tensor, () => tensor.uniform_(low, high, generator));

            /// <summary>Fills with numbers drawn from a normal distribution.</summary>
            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1, Generator? generator = null)
                => Fill(tensor, () => tensor.normal_(mean, std, generator));

            /// <summary>Fills from a normal distribution of which only [<paramref name="a"/>, <paramref name="b"/>] is left.</summary>
            public static Tensor trunc_normal_(Tensor tensor, double mean = 0.0, double std = 1.0, double a = -2.0, double b = 2.0, Generator? generator = null)
                => Fill(tensor, () =>
                {
                    // The normal distribution function at the bounds, a uniform number between them, and its inverse.
                    double low = (1 + Engine.Special.Erf((a - mean) / std / Math.Sqrt(2))) / 2;
                    double high = (1 + Engine.Special.Erf((b - mean) / std / Math.Sqrt(2))) / 2;
                    tensor.uniform_(2 * low - 1, 2 * high - 1, generator).erfinv_().mul_(std * Math.Sqrt(2)).add_(mean).clamp_(a, b);
                });

            /// <summary>Glorot and Bengio 2010, evenly distributed: keeps the variance in both directions.</summary>
            public static Tensor xavier_uniform_(Tensor tensor, double gain = 1.0)
            {
                double bound = Math.Sqrt(3) * XavierDeviation(tensor, gain);
                return uniform_(tensor, -bound, bound);
            }

            /// <inheritdoc cref="xavier_uniform_"/>
            public static Tensor glorot_uniform_(Tensor tensor, double gain = 1.0) => xavier_uniform_(tensor, gain);

            /// <summary>Glorot and Bengio 2010, normally distributed.</summary>
            public static Tensor xavier_normal_(Tensor tensor, double gain = 1.0) => normal_(tensor, 0, XavierDeviation(tensor, gain));

            /// <inheritdoc cref="xavier_normal_"/>
            public static Tensor glorot_normal_(Tensor tensor, double gain = 1.0) => xavier_normal_(tensor, gain);

            /// <summary>He et al. 2015, evenly distributed: keeps the variance in one direction.</summary>
            /// <param name="tensor">The weight.</param>
            /// <param name="a">The negative slope of a leaky rectifier.</param>
            /// <param name="mode">The direction.</param>
            /// <param name="nonlinearity">The function that follows.</param>
            public static Tensor kaiming_uniform_(Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU)
            {
                double bound = Math.Sqrt(3) * KaimingDeviation(tensor, a, mode, nonlinearity);
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>He et al. 2015, normally distributed.</summary>
            /// <inheritdoc cref="kaiming_uniform_"/>
            public static Tensor kaiming_normal_(Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU)
                => normal_(tensor, 0, KaimingDeviation(tensor, a, mode, nonlinearity));

            private static double XavierDeviation(Tensor tensor, double gain)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                return gain * Math.Sqrt(2.0 / (fanIn + fanOut));
            }

            private static double KaimingDeviation(Tensor tensor, double a, FanInOut mode, NonlinearityType nonlinearity)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                return calculate_gain(nonlinearity, a) / Math.Sqrt(mode == FanInOut.FanIn ? fanIn : fanOut);
            }

            private static Tensor Fill(Tensor tensor, Action fill)
            {
                using var _ = no_grad();
                using var scope = NewDisposeScope();
                fill();
                return tensor;
            }
        }
    }
}
