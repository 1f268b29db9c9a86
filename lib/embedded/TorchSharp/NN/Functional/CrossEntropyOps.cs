using TorchSharp.Engine;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Cross entropy against class numbers, with the softmax fused in, or against class probabilities.</summary>
internal static unsafe class CrossEntropyOps
{
    /// <summary>Input [classes], [batch, classes] or [batch, classes, d1, …]; target of the same shape without the classes, or (probabilities) of the same shape.</summary>
    public static Tensor CrossEntropy(Tensor input, Tensor target, Tensor? weight, long ignoreIndex, nn.Reduction reduction, double labelSmoothing)
    {
        if (labelSmoothing is < 0 or > 1)
            throw new ArgumentException($"cross_entropy: the label smoothing is {labelSmoothing}, but must be from 0 to 1.");
        int classDimension = input.dim() == 1 ? 0 : 1;
        if (input.dim() == 0)
            throw new ArgumentException("cross_entropy: the input has no dimension: give [classes], [batch, classes] or [batch, classes, …].");
        long classes = input.Sizes[classDimension];
        if (weight is not null && (weight.dim() != 1 || weight.Sizes[0] != classes))
            throw new ArgumentException($"cross_entropy: the weight is {Shapes.Text(weight.Sizes)}, but must be [{classes}], one for each class.");

        if (target.is_floating_point() && Shapes.Same(input.Sizes, target.Sizes))
            return AgainstProbabilities(input, target, weight, reduction, labelSmoothing, classDimension);

        long[] expected = [.. input.Sizes[..classDimension], .. input.Sizes[(classDimension + 1)..]];
        if (!Shapes.Same(expected, target.Sizes))
            throw new ArgumentException($"cross_entropy: the input is {Shapes.Text(input.Sizes)}, so the target must be {Shapes.Text(expected)}, not {Shapes.Text(target.Sizes)}.");
        if (target.dtype != ScalarType.Int64)
            throw new ArgumentException($"cross_entropy: the target is of type {target.dtype}, but class numbers must be int64, and probabilities must have the input's shape.");

        var logits = input.dim() > 2 ? input.movedim([1], [-1]).reshape(target.numel(), classes) : input.view(target.numel(), classes);
        using var numbers = Dense.Of(target);
        Check(numbers.Tensor, classes, ignoreIndex);
        var loss = Dense.AreSingle(input, weight)
            ? Fused(logits, numbers.Tensor, weight, ignoreIndex, reduction, (float)labelSmoothing)
            : Composed(logits, numbers.Tensor.view(-1), weight, ignoreIndex, reduction, labelSmoothing);
        return reduction == nn.Reduction.None ? loss.view(target.Sizes) : loss;
    }

    private static Tensor Fused(Tensor input, Tensor target, Tensor? weight, long ignoreIndex, nn.Reduction reduction, float labelSmoothing)
    {
        long rows = input.Sizes[0], classes = input.Sizes[1];
        using var logits = Dense.Of(input);
        using var weights = weight is null ? default : Dense.Of(weight);
        var losses = Tensor.Allocate([rows], ScalarType.Float32);
        using var logSumExp = Tensor.Allocate([rows], ScalarType.Float32);
        double divisor = Kernels.CrossEntropy.Forward(
            logits.Pointer, target.Pointer<long>(), weight is null ? null : weights.Pointer, ignoreIndex, labelSmoothing,
            losses.Pointer<float>(), logSumExp.Pointer<float>(), rows, classes);
        if (reduction != nn.Reduction.Mean) divisor = 1;

        var result = losses;
        if (reduction != nn.Reduction.None)
        {
            using (losses)
            {
                double sum = 0;
                foreach (float loss in losses.Elements<float>()) sum += loss;
                result = Tensor.Allocate([], ScalarType.Float32);
                *result.Pointer<float>() = (float)(sum / divisor);
            }
        }
        if (!Autograd.IsRecording(input)) return result;
        return Record(result, input, logits.Tensor, target, weights.Tensor, logSumExp, ignoreIndex, labelSmoothing, divisor);
    }

    private static Tensor Record(
        Tensor result, Tensor input, Tensor logits, Tensor target, Tensor? weights, Tensor logSumExp, long ignoreIndex, float labelSmoothing, double divisor)
        => Autograd.Record("cross_entropy", result, [input], [logits, target, weights, logSumExp], (context, grad) =>
        {
            Tensor logits = context.Saved(0), target = context.Saved(1), logSumExp = context.Saved(3);
            var weights = context.SavedOrNull(2);
            using var dy = Dense.Of(grad);
            bool each = grad.dim() > 0;
            var gradient = Tensor.Allocate(logits.Sizes, ScalarType.Float32);
            Kernels.CrossEntropy.Backward(
                logits.Pointer<float>(), target.Pointer<long>(), weights is null ? null : weights.Pointer<float>(), ignoreIndex, labelSmoothing,
                logSumExp.Pointer<float>(), each ? dy.Pointer : null, each ? 0 : (float)(*dy.Pointer / divisor), gradient.Pointer<float>(), logits.Sizes[0], logits.Sizes[1]);
            return [gradient];
        });

    private static Tensor Composed(Tensor input, Tensor target, Tensor? weight, long ignoreIndex, nn.Reduction reduction, double labelSmoothing)
    {
        var logProbabilities = SoftmaxOps.LogSoftmax(input, -1, null);
        var kept = target.ne(ignoreIndex);
        var classOf = target.masked_fill(kept.logical_not(), 0);
        logProbabilities = logProbabilities.masked_fill(kept.logical_not().unsqueeze(1), 0);
        var mask = kept.to(input.dtype);
        var classWeight = weight is null ? mask : weight.to(input.dtype).index_select(0, classOf) * mask;
        var losses = -logProbabilities.gather(1, classOf.unsqueeze(1)).squeeze(1) * classWeight;
        if (labelSmoothing > 0)
        {
            var all = weight is null ? logProbabilities : logProbabilities * weight;
            losses = losses * (1 - labelSmoothing) - all.sum(1) * mask * (labelSmoothing / input.Sizes[1]);
        }
        return reduction == nn.Reduction.Mean ? losses.sum() / classWeight.sum() : LossOps.Reduce(losses, reduction);
    }

    private static Tensor AgainstProbabilities(Tensor input, Tensor target, Tensor? weight, nn.Reduction reduction, double labelSmoothing, int classDimension)
    {
        var logProbabilities = SoftmaxOps.LogSoftmax(input, classDimension, null);
        if (labelSmoothing > 0) target = target * (1 - labelSmoothing) + labelSmoothing / input.Sizes[classDimension];
        var products = logProbabilities * target;
        if (weight is not null) products = products * weight.view([-1, .. Enumerable.Repeat(1L, input.Sizes.Length - 1 - classDimension)]);
        var losses = -products.sum(classDimension);
        return reduction == nn.Reduction.Mean ? losses.sum() / Math.Max(losses.numel(), 1) : LossOps.Reduce(losses, reduction);
    }

    private static void Check(Tensor target, long classes, long ignoreIndex)
    {
        foreach (long number in target.Elements<long>())
            if ((ulong)number >= (ulong)classes && number != ignoreIndex)
                throw new IndexOutOfRangeException($"cross_entropy: class {number} does not exist: there are {classes} classes, numbered from 0 (ignored is {ignoreIndex}).");
    }
}
