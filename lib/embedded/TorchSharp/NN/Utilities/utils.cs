using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Gradient clipping, parameters as one vector, packed sequences.</summary>
        public static partial class utils
        {
            /// <summary>Scales all gradients by one factor, so that their norm together is at most <paramref name="max_norm"/> (Pascanu et al. 2013).</summary>
            /// <param name="tensors">The parameters; those without gradient do not count.</param>
            /// <param name="max_norm">The largest norm.</param>
            /// <param name="norm_type">The exponent of the norm; infinity for the largest absolute value.</param>
            /// <returns>The norm before.</returns>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2.0)
            {
                using var _ = no_grad();
                using var scope = NewDisposeScope();
                var gradients = tensors.Select(parameter => parameter.grad).OfType<Tensor>().ToList();
                double total = GradientOps.Norm(gradients, norm_type);
                double factor = max_norm / (total + 1e-6);

                // Not "factor < 1": a norm that is NaN makes all gradients NaN, as in PyTorch, instead of passing for a small one.
                if (!(factor >= 1))
                    foreach (var gradient in gradients) gradient.mul_(factor);
                return total;
            }

            /// <summary>Cuts every element of the gradients to ±<paramref name="clip_value"/>.</summary>
            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using var _ = no_grad();
                foreach (var parameter in tensors)
                {
                    using var gradient = parameter.grad;
                    gradient?.clamp_(-clip_value, clip_value);
                }
            }

            /// <summary>All parameters in one vector.</summary>
            public static Tensor parameters_to_vector(IEnumerable<Parameter> tensors)
                => cat(tensors.Select(parameter => parameter.view(-1)).ToArray(), 0);

            /// <summary>Copies the values of one vector into the parameters.</summary>
            /// <exception cref="ArgumentException">The vector is longer or shorter than the parameters together.</exception>
            public static void vector_to_parameters(Tensor vec, IEnumerable<Parameter> tensors)
            {
                Parameter[] parameters = [.. tensors];
                long total = parameters.Sum(parameter => parameter.numel());
                if (vec.dim() != 1 || vec.numel() != total)
                    throw new ArgumentException($"The vector is [{string.Join(", ", vec.shape)}], but the parameters have {total} elements together.", nameof(vec));
                using var _ = no_grad();
                long offset = 0;
                foreach (var parameter in parameters)
                {
                    using var part = vec.narrow(0, offset, parameter.numel());
                    parameter.copy_(part.view(parameter.shape));
                    offset += parameter.numel();
                }
            }
        }
    }
}
