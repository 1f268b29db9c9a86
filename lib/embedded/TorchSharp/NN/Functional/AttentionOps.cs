using TorchSharp.Engine;
using TorchSharp.Kernels;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Scaled dot-product attention.</summary>
internal static unsafe class AttentionOps
{
    public static Tensor Attend(Tensor query, Tensor key, Tensor value, Tensor? mask, double dropout, bool causal)
    {
        Check(query, key, value, mask, dropout, causal);
        bool fused = query.dim() is 3 or 4 && key.dim() == query.dim() && value.dim() == query.dim() && Dense.AreSingle(query, key, value)
            && value.Sizes[^1] == query.Sizes[^1] && SameBatch(query, key, value) && mask is not { requires_grad: true };
        return fused ? Fused(query, key, value, mask, (float)dropout, causal) : Composed(query, key, value, mask, dropout, causal);
    }

    private static void Check(Tensor query, Tensor key, Tensor value, Tensor? mask, double dropout, bool causal)
    {
        if (query.dim() < 2 || key.dim() < 2 || value.dim() < 2 || query.Sizes[^1] != key.Sizes[^1] || key.Sizes[^2] != value.Sizes[^2])
            throw new ArgumentException(
                $"scaled_dot_product_attention: query {Shapes.Text(query.Sizes)}, key {Shapes.Text(key.Sizes)} and value {Shapes.Text(value.Sizes)} do not fit: " +
                "query and key must have the same size, key and value the same number of tokens.");
        if (mask is not null && causal)
            throw new ArgumentException("scaled_dot_product_attention: give a mask or is_casual, not both.");
        if (dropout is < 0 or >= 1) throw new ArgumentException($"scaled_dot_product_attention: the share to drop is {dropout}, but must be in [0, 1).");
    }

    private static bool SameBatch(Tensor query, Tensor key, Tensor value)
        => query.Sizes.AsSpan(..^2).SequenceEqual(key.Sizes.AsSpan(..^2)) && query.Sizes.AsSpan(..^2).SequenceEqual(value.Sizes.AsSpan(..^2));

    private static Tensor Composed(Tensor query, Tensor key, Tensor value, Tensor? mask, double dropout, bool causal)
    {
        var scores = query.matmul(key.transpose(-2, -1)) * (1 / Math.Sqrt(query.Sizes[^1]));
        if (causal) mask = ones([query.Sizes[^2], key.Sizes[^2]], ScalarType.Bool).tril();
        if (mask is not null) scores = mask.dtype == ScalarType.Bool ? scores.masked_fill(mask.logical_not(), double.NegativeInfinity) : scores + mask;
        var weights = DropoutOps.Dropout(SoftmaxOps.Softmax(scores, -1, null), dropout, dropout > 0, inplace: false);
        return weights.matmul(value);
    }

    private static Tensor Fused(Tensor query, Tensor key, Tensor value, Tensor? mask, float dropout, bool causal)
    {
        using var q = Rows(query);
        using var k = Rows(key);
        using var v = Rows(value);
        long[] scores = [.. query.Sizes[..^1], key.Sizes[^2]];
        using var additive = mask is null ? null : Additive(mask, scores);
        bool recording = Autograd.IsRecording(query, key, value);

        var result = AllocateInterleaved(query.Sizes);
        using var logSumExp = recording ? Tensor.Allocate(query.Sizes[..^1], ScalarType.Float32) : null;
        var arguments = new AttentionArguments { Dropout = dropout, Causal = causal };
        Describe(ref arguments, q, k, v, additive, scores);
        arguments.Output = result.Pointer<float>();
        arguments.OutputStrides = StridesOf(result);
        arguments.LogSumExp = logSumExp is null ? null : logSumExp.Pointer<float>();
        if (dropout > 0) (arguments.Seed, arguments.SeedOffset) = torch.Generator.Default.Take(arguments.Counters);
        Attention.Forward(arguments);
        return recording ? Record(result, query, key, value, q, k, v, additive, logSumExp!, arguments) : result;
    }

    private static Tensor Record(
        Tensor result, Tensor query, Tensor key, Tensor value, Tensor q, Tensor k, Tensor v, Tensor? mask, Tensor logSumExp, AttentionArguments arguments)
        => Autograd.Record("scaled_dot_product_attention", result, [query, key, value], [q, k, v, mask, logSumExp, result], (context, grad) =>
        {
            Tensor q = context.Saved(0), k = context.Saved(1), v = context.Saved(2), output = context.Saved(5);
            using var dy = Rows(grad);
            Tensor dq = AllocateInterleaved(q.Sizes), dk = AllocateInterleaved(k.Sizes), dv = AllocateInterleaved(v.Sizes);
            var call = arguments;
            long[] scores = [.. q.Sizes[..^1], k.Sizes[^2]];
            Describe(ref call, q, k, v, context.SavedOrNull(3), scores);
            call.Output = output.Pointer<float>();
            call.LogSumExp = context.Saved(4).Pointer<float>();
            Attention.Backward(call, new AttentionGradients
            {
                Output = dy.Pointer<float>(),
                OutputStrides = StridesOf(dy),
                Query = dq.Pointer<float>(),
                QueryStrides = StridesOf(dq),
                Key = dk.Pointer<float>(),
                KeyStrides = StridesOf(dk),
                Value = dv.Pointer<float>(),
                ValueStrides = StridesOf(dv),
            });
            return [dq, dk, dv];
        });

    private static void Describe(ref AttentionArguments arguments, Tensor q, Tensor k, Tensor v, Tensor? mask, long[] scores)
    {
        bool heads = q.dim() == 4;
        arguments.Batch = checked((int)q.Sizes[0]);
        arguments.Heads = heads ? checked((int)q.Sizes[1]) : 1;
        arguments.QueryTokens = checked((int)q.Sizes[^2]);
        arguments.KeyTokens = checked((int)k.Sizes[^2]);
        arguments.HeadSize = checked((int)q.Sizes[^1]);
        arguments.Scale = (float)(1 / Math.Sqrt(q.Sizes[^1]));
        arguments.Query = q.Pointer<float>();
        arguments.QueryStrides = StridesOf(q);
        arguments.Key = k.Pointer<float>();
        arguments.KeyStrides = StridesOf(k);
        arguments.Value = v.Pointer<float>();
        arguments.ValueStrides = StridesOf(v);
        if (mask is null) return;

        // The mask broadcasts: a stride of zero where it has one element, or no such dimension.
        long Stride(int fromEnd) => fromEnd > mask.dim() || mask.Sizes[^fromEnd] == 1 ? 0 : mask.Strides[^fromEnd];
        arguments.Mask = mask.Pointer<float>();
        arguments.MaskStrides = heads ? new(Stride(4), Stride(3), Stride(2), Stride(1)) : new(Stride(3), 0, Stride(2), Stride(1));
    }

    /// <summary>The tensor, or a copy of it, with the last dimension contiguous; a handle of its own.</summary>
    private static Tensor Rows(Tensor tensor)
        => tensor.Strides[^1] == 1 || tensor.Sizes[^1] == 1 ? Tensor.HiddenAlias(tensor) : CopyOps.Clone(tensor);

    /// <summary>What is added to the scores: 0 and minus infinity for a mask of true and false.</summary>
    private static Tensor Additive(Tensor mask, long[] scores)
    {
        if (!Shapes.CanExpand(mask.Sizes, scores))
            throw new ArgumentException($"scaled_dot_product_attention: the mask {Shapes.Text(mask.Sizes)} does not broadcast to the scores {Shapes.Text(scores)}.");
        if (mask.dtype == ScalarType.Float32) return Tensor.HiddenAlias(mask);
        if (mask.dtype != ScalarType.Bool) return CopyOps.Convert(mask, ScalarType.Float32);
        using var numbers = Dense.Of(mask);
        var result = Tensor.Allocate(mask.Sizes, ScalarType.Float32);
        byte* source = numbers.Tensor.Pointer<byte>();
        float* target = result.Pointer<float>();
        for (long i = 0, n = mask.numel(); i < n; i++) target[i] = source[i] != 0 ? 0 : float.NegativeInfinity;
        return result;
    }

    /// <summary>[batch, heads, tokens, size] laid out as [batch, tokens, heads, size], so that joining the heads again costs nothing.</summary>
    private static Tensor AllocateInterleaved(long[] sizes)
    {
        if (sizes.Length == 3) return Tensor.Allocate(sizes, ScalarType.Float32);
        long heads = sizes[1], tokens = sizes[2], size = sizes[3];
        return Tensor.AllocateStrided(sizes, [tokens * heads * size, size, heads * size, 1], ScalarType.Float32);
    }

    private static HeadStrides StridesOf(Tensor tensor)
        => tensor.dim() == 4 ? new(tensor.Strides[0], tensor.Strides[1], tensor.Strides[2]) : new(tensor.Strides[0], 0, tensor.Strides[1]);
}
