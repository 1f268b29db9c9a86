using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>The negative log-probability of the right class, from scores.</summary>
            /// <param name="input">Scores [classes], [batch, classes] or [batch, classes, …].</param>
            /// <param name="target">Class numbers, int64, [], [batch] or [batch, …]; or probabilities of the input's shape.</param>
            /// <param name="weight">How much each class counts, [classes].</param>
            /// <param name="ignore_index">A class number whose places do not count.</param>
            /// <param name="reduction">What becomes of the single losses; the mean is weighted.</param>
            /// <param name="label_smoothing">The share of the target that is spread over all classes, from 0 to 1.</param>
            /// <exception cref="ArgumentException">Shapes or types do not fit.</exception>
            /// <exception cref="IndexOutOfRangeException">A class number lies outside the classes.</exception>
            public static Tensor cross_entropy(
                Tensor input, Tensor target, Tensor? weight = null, long ignore_index = -100, Reduction reduction = Reduction.Mean, double label_smoothing = 0.0)
                => CrossEntropyOps.CrossEntropy(input, target, weight, ignore_index, reduction, label_smoothing);

            /// <summary>The negative log-probability of the right class, from log-probabilities.</summary>
            /// <param name="input">Log-probabilities [classes], [batch, classes] or [batch, classes, …].</param>
            /// <param name="target">Class numbers, int64.</param>
            /// <param name="weight">How much each class counts, [classes].</param>
            /// <param name="reduction">What becomes of the single losses; the mean is weighted.</param>
            public static Tensor nll_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean)
                => LossOps.NegativeLogLikelihood(input, target, weight, -100, reduction);

            /// <summary>Cross entropy of yes-or-no probabilities.</summary>
            /// <param name="input">Probabilities from 0 to 1.</param>
            /// <param name="target">Targets from 0 to 1, of the same shape.</param>
            /// <param name="weight">How much each place counts.</param>
            /// <param name="reduction">What becomes of the single losses.</param>
            public static Tensor binary_cross_entropy(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean)
                => LossOps.BinaryCrossEntropy(input, target, weight, reduction);

            /// <summary>Cross entropy of yes-or-no scores, with the logistic function fused in: accurate where that is almost 0 or 1.</summary>
            /// <param name="input">Scores.</param>
            /// <param name="target">Targets from 0 to 1, of the same shape.</param>
            /// <param name="weight">How much each place counts.</param>
            /// <param name="reduction">What becomes of the single losses.</param>
            /// <param name="pos_weights">How much a yes counts against a no.</param>
            public static Tensor binary_cross_entropy_with_logits(
                Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null)
                => LossOps.BinaryCrossEntropyWithLogits(input, target, weight, reduction, pos_weights);

            /// <summary>The squared difference.</summary>
            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean)
                => LossOps.MeanSquared(input, target, reduction);

            /// <summary>The absolute difference.</summary>
            public static Tensor l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean)
                => LossOps.MeanAbsolute(input, target, reduction);

            /// <summary>The absolute difference, rounded off near zero.</summary>
            /// <param name="input">The predictions.</param>
            /// <param name="target">What they should be.</param>
            /// <param name="reduction">What becomes of the single losses.</param>
            /// <param name="beta">Below this difference the loss is a parabola.</param>
            public static Tensor smooth_l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean, double beta = 1.0)
                => LossOps.SmoothAbsolute(input, target, beta, reduction);

            /// <summary>Half the squared difference, straight beyond <paramref name="delta"/> (Huber 1964).</summary>
            public static Tensor huber_loss(Tensor input, Tensor target, double delta = 1.0, Reduction reduction = Reduction.Mean)
                => LossOps.Huber(input, target, delta, reduction);

            /// <summary>The Kullback-Leibler divergence, target against input.</summary>
            /// <param name="input">Log-probabilities.</param>
            /// <param name="target">Log-probabilities, or probabilities.</param>
            /// <param name="log_target">Which of the two the target holds.</param>
            /// <param name="reduction">What becomes of the single terms; the mean is over all elements. (Sum, divided by the batch, is the divergence.)</param>
            public static Tensor kl_div(Tensor input, Tensor target, bool log_target = true, Reduction reduction = Reduction.Mean)
                => LossOps.KullbackLeibler(input, target, log_target, reduction);

            /// <summary>1 - cos where the target is 1, max(0, cos - margin) where it is -1.</summary>
            /// <param name="input1">[batch, features].</param>
            /// <param name="input2">[batch, features].</param>
            /// <param name="target">[batch] of 1 and -1.</param>
            /// <param name="margin">The cosine that different pairs may have.</param>
            /// <param name="reduction">What becomes of the single losses.</param>
            public static Tensor cosine_embedding_loss(
                Tensor input1, Tensor input2, Tensor target, double margin = 0.0, Reduction reduction = Reduction.Mean)
                => LossOps.CosineEmbedding(input1, input2, target, margin, reduction);

            /// <summary>max(0, -target · (input1 - input2) + margin): the first is to be larger where the target is 1, smaller where it is -1.</summary>
            public static Tensor margin_ranking_loss(Tensor input1, Tensor input2, Tensor target, double margin = 0, Reduction reduction = Reduction.Mean)
                => LossOps.Reduce((margin - target * (input1 - input2)).clamp(min: 0), reduction);

            /// <summary>max(0, d(anchor, positive) - d(anchor, negative) + margin): the positive is to be nearer than the negative.</summary>
            /// <param name="anchor">[…, size].</param>
            /// <param name="positive">What is to be near, of the same shape.</param>
            /// <param name="negative">What is to be far, of the same shape.</param>
            /// <param name="margin">By how much.</param>
            /// <param name="p">The distance's norm.</param>
            /// <param name="eps">Added to each difference.</param>
            /// <param name="swap">Count the distance of the negative from the positive, where it is the smaller one (Balntas et al. 2016).</param>
            /// <param name="reduction">What becomes of the single losses.</param>
            public static Tensor triplet_margin_loss(
                Tensor anchor, Tensor positive, Tensor negative, double margin = 1.0, long p = 2, double eps = 1e-06, bool swap = false, Reduction reduction = Reduction.Mean)
                => LossOps.TripletMargin(anchor, positive, negative, margin, p, eps, swap, reduction);
        }

        /// <summary>What becomes of the single losses.</summary>
        public enum Reduction : long
        {
            /// <summary>They stay single.</summary>
            None = 0,

            /// <summary>Their mean.</summary>
            Mean = 1,

            /// <summary>Their sum.</summary>
            Sum = 2,
        }
    }
}
