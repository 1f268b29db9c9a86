using TorchSharp.Engine;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The losses that are compositions of tensor operations.</summary>
internal static class LossOps
{
    public static Tensor Reduce(Tensor losses, nn.Reduction reduction) => reduction switch
    {
        nn.Reduction.None => losses,
        nn.Reduction.Sum => losses.sum(),
        nn.Reduction.Mean => losses.mean(),
        _ => throw new ArgumentException($"The reduction {reduction} does not exist.", nameof(reduction)),
    };

    public static Tensor MeanSquared(Tensor input, Tensor target, nn.Reduction reduction)
        => Reduce(Difference("mse_loss", input, target).square(), reduction);

    public static Tensor MeanAbsolute(Tensor input, Tensor target, nn.Reduction reduction)
        => Reduce(Difference("l1_loss", input, target).abs(), reduction);

    /// <summary>Half the square up to <paramref name="delta"/>, delta·(|d| - delta/2) beyond.</summary>
    public static Tensor Huber(Tensor input, Tensor target, double delta, nn.Reduction reduction)
    {
        if (delta <= 0) throw new ArgumentException($"huber_loss: delta is {delta}, but must be above 0.");
        var distance = Difference("huber_loss", input, target).abs();
        return Reduce(where(distance.lt(delta), distance.clamp(max: delta).square() * 0.5, (distance - 0.5 * delta) * delta), reduction);
    }

    /// <summary>Half the square over <paramref name="beta"/> up to beta, |d| - beta/2 beyond.</summary>
    public static Tensor SmoothAbsolute(Tensor input, Tensor target, double beta, nn.Reduction reduction)
    {
        if (beta < 0) throw new ArgumentException($"smooth_l1_loss: beta is {beta}, but must be 0 or more.");
        if (beta == 0) return MeanAbsolute(input, target, reduction);
        var distance = Difference("smooth_l1_loss", input, target).abs();
        return Reduce(where(distance.lt(beta), distance.clamp(max: beta).square() * (0.5 / beta), distance - 0.5 * beta), reduction);
    }

    public static Tensor BinaryCrossEntropy(Tensor input, Tensor target, Tensor? weight, nn.Reduction reduction)
    {
        RequireSame("binary_cross_entropy", input, target);
        using (var outside = input.detach().lt(0).logical_or(input.detach().gt(1)))
            if (outside.any().item<bool>())
                throw new ArgumentException("binary_cross_entropy: the input must be probabilities from 0 to 1: pass it through sigmoid, or use binary_cross_entropy_with_logits.");
        var losses = YesOrNoCost(input, target);
        return Reduce(weight is null ? losses : losses * weight, reduction);
    }

    /// <summary>-(y·log x + (1 - y)·log(1 - x)), where a certain and wrong answer costs 100, not infinitely much.</summary>
    private static Tensor YesOrNoCost(Tensor input, Tensor target)
    {
        Tensor cost;
        using (no_grad()) cost = -(target * Logarithm(input) + (1 - target) * Logarithm(1 - input));
        if (!Autograd.IsRecording(input, target)) return cost;
        return Autograd.Record("binary_cross_entropy", cost, [input, target], [input, target], static (context, grad) =>
        {
            // Of the two logarithms together: each alone has an infinite slope at 0 or at 1, where the other's weight is 0.
            var (x, y) = (context.Saved(0), context.Saved(1));
            return
            [
                context.NeedsGrad(0) ? grad * (x - y) / ((1 - x) * x).clamp(min: 1e-12) : null,
                context.NeedsGrad(1) ? grad * (Logarithm(1 - x) - Logarithm(x)) : null,
            ];
        });
    }

    private static Tensor Logarithm(Tensor x) => x.log().clamp(min: -100);

    /// <summary>(1 - y)·x + (1 + (w - 1)·y)·log(1 + e⁻ˣ), which does not overflow.</summary>
    public static Tensor BinaryCrossEntropyWithLogits(Tensor input, Tensor target, Tensor? weight, nn.Reduction reduction, Tensor? positiveWeight)
    {
        RequireSame("binary_cross_entropy_with_logits", input, target);
        var softplus = -ActivationOps.LogSigmoid(input);
        var losses = (1 - target) * input + (positiveWeight is null ? softplus : (1 + (positiveWeight - 1) * target) * softplus);
        return Reduce(weight is null ? losses : losses * weight, reduction);
    }

    /// <summary>Against class numbers; input holds log-probabilities [classes], [batch, classes] or [batch, classes, …].</summary>
    public static Tensor NegativeLogLikelihood(Tensor input, Tensor target, Tensor? weight, long ignoreIndex, nn.Reduction reduction)
    {
        int classDimension = input.dim() == 1 ? 0 : 1;
        if (target.dtype != ScalarType.Int64 || input.dim() == 0 || !input.Sizes.Where((_, i) => i != classDimension).SequenceEqual(target.Sizes))
        {
            throw new ArgumentException(
                $"nll_loss: the input is {Shapes.Text(input.Sizes)}, so the target must be Int64 class numbers of that shape without the classes' dimension, not {target.dtype} {Shapes.Text(target.Sizes)}.");
        }
        var kept = target.ne(ignoreIndex);
        var classOf = target.masked_fill(kept.logical_not(), 0);
        var factor = kept.to(input.dtype);
        if (weight is not null) factor = factor * weight.index_select(0, classOf.view(-1)).view(target.Sizes);
        var picked = input.gather(classDimension, classOf.unsqueeze(classDimension)).squeeze(classDimension);
        var losses = -picked.masked_fill(kept.logical_not(), 0) * factor;
        return reduction == nn.Reduction.Mean ? losses.sum() / factor.sum() : Reduce(losses, reduction);
    }

    /// <summary>Σ p·(log p - log q); where p is 0 the term is 0.</summary>
    public static Tensor KullbackLeibler(Tensor input, Tensor target, bool logTarget, nn.Reduction reduction)
    {
        Shapes.RequireBroadcast("kl_div", input, target);
        if (logTarget) return Reduce(target.exp() * (target - input), reduction);
        var entropy = where(target.gt(0), target * target.clamp(min: double.Epsilon).log(), zeros_like(target));
        return Reduce(entropy - target * input, reduction);
    }

    public static Tensor CosineSimilarity(Tensor x1, Tensor x2, long dim, double eps)
    {
        Shapes.RequireBroadcast("cosine_similarity", x1, x2);
        var dot = (x1 * x2).sum(dim);
        var squares = x1.square().sum(dim) * x2.square().sum(dim);
        return dot / squares.clamp(min: eps * eps).sqrt();
    }

    /// <summary>1 - cos where the target is 1, max(0, cos - margin) where it is -1.</summary>
    public static Tensor CosineEmbedding(Tensor input1, Tensor input2, Tensor target, double margin, nn.Reduction reduction)
    {
        const double Small = 1e-12; // as PyTorch's loss, which differs here from its cosine_similarity
        Shapes.RequireBroadcast("cosine_embedding_loss", input1, input2);
        long dim = input1.dim() - 1;
        var dot = (input1 * input2).sum(dim);
        var cosine = dot / ((input1.square().sum(dim) + Small) * (input2.square().sum(dim) + Small)).sqrt();
        var nothing = zeros_like(cosine);
        return Reduce(where(target.eq(1), 1 - cosine, nothing) + where(target.eq(-1), (cosine - margin).clamp(min: 0), nothing), reduction);
    }

    public static Tensor TripletMargin(Tensor anchor, Tensor positive, Tensor negative, double margin, long p, double eps, bool swap, nn.Reduction reduction)
    {
        RequireSame("triplet_margin_loss", anchor, positive);
        RequireSame("triplet_margin_loss", anchor, negative);
        Tensor near = Distance(anchor, positive), far = Distance(anchor, negative);
        if (swap) far = far.minimum(Distance(positive, negative));
        return Reduce((near - far + margin).clamp(min: 0), reduction);

        Tensor Distance(Tensor a, Tensor b) => (a - b + eps).norm(-1, keepdim: false, p: p);
    }

    private static Tensor Difference(string name, Tensor input, Tensor target)
    {
        Shapes.RequireBroadcast(name, input, target);
        return input - target;
    }

    private static void RequireSame(string name, Tensor input, Tensor target)
    {
        if (!Shapes.Same(input.Sizes, target.Sizes))
            throw new ArgumentException($"{name}: the input is {Shapes.Text(input.Sizes)}, so the target must be too, not {Shapes.Text(target.Sizes)}.");
    }
}
