using TorchSharp.Engine;
using TorchSharp.Kernels;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// One direction of one LSTM layer as one operation: the input's share of all gates in a single product, then step by step the hidden
/// state's share and the fused gates. Backwards likewise, with single products for the gradients of weights and input.
/// </summary>
internal static unsafe class LstmOps
{
    /// <summary>Runs packed rows [total, input] through the layer.</summary>
    /// <returns>All hidden states [total, hidden], and the last hidden and cell state of each sequence [batch, hidden].</returns>
    public static (Tensor Output, Tensor Hidden, Tensor Memory) Run(Tensor data, Steps steps, Tensor hidden, Tensor memory, CellWeights weights, bool reverse)
    {
        if (!Dense.AreSingle(data, hidden, memory) || weights.InputWeight.dtype != ScalarType.Float32)
        {
            var (output, last, lastMemory) = RecurrentCells.Run(RecurrentCells.Lstm, data, steps, hidden, memory, weights, reverse);
            return (output, last, lastMemory!);
        }
        return Fused(data, steps, hidden, memory, weights, reverse);
    }

    private static (Tensor Output, Tensor Hidden, Tensor Memory) Fused(Tensor data, Steps steps, Tensor hidden, Tensor memory, CellWeights weights, bool reverse)
    {
        int size = (int)hidden.Sizes[1], inputs = (int)data.Sizes[1], width = 4 * size;
        using var x = Dense.Of(data);
        using var h0 = Dense.Of(hidden);
        using var c0 = Dense.Of(memory);
        using var wx = Dense.Of(weights.InputWeight);
        using var wh = Dense.Of(weights.HiddenWeight);
        using var bias = BothBiases(weights, width);
        using var gates = Tensor.Allocate([steps.Total, width], ScalarType.Float32);
        using var cells = Tensor.Allocate([steps.Total, size], ScalarType.Float32);
        using var before = new States(steps.Batch, size);
        var output = Tensor.Allocate([steps.Total, size], ScalarType.Float32);

        MatMul.Run(
            steps.Total, width, inputs, x.Pointer, inputs, 1, wx.Pointer, 1, inputs, gates.Pointer<float>(), width, 0,
            bias is null ? null : bias.Pointer<float>());
        foreach (int step in steps.InOrder(reverse))
        {
            int rows = steps.Size(step);
            long offset = steps.Offset(step);
            float* gate = gates.Pointer<float>() + offset * width;
            float* h = before.Hidden(steps, step, reverse, output.Pointer<float>(), h0.Pointer);
            float* c = before.Memory(steps, step, reverse, cells.Pointer<float>(), c0.Pointer);
            MatMul.Run(rows, width, size, h, size, 1, wh.Pointer, 1, size, gate, width, 1);
            LstmGates.Forward(gate, width, c, cells.Pointer<float>() + offset * size, output.Pointer<float>() + offset * size, size, rows, size);
        }

        using var last = steps.LastRows(reverse);
        Tensor lastHidden = Rows(output, last), lastMemory = Rows(cells, last);
        Tensor?[] inputsOf = [data, hidden, memory, weights.InputWeight, weights.HiddenWeight, weights.InputBias, weights.HiddenBias];
        if (GradMode.Enabled && inputsOf.Any(input => input is { requires_grad: true }))
        {
            Autograd.Record(
                "lstm", [output, lastHidden, lastMemory], inputsOf,
                [x.Tensor, h0.Tensor, c0.Tensor, wx.Tensor, wh.Tensor, gates, cells, output],
                (context, grads) => Backward(context, grads, steps, reverse));
        }
        return (output, lastHidden, lastMemory);
    }

    private static Tensor?[] Backward(BackwardContext context, Tensor?[] grads, Steps steps, bool reverse)
    {
        Tensor x = context.Saved(0), h0 = context.Saved(1), c0 = context.Saved(2), wx = context.Saved(3), wh = context.Saved(4);
        Tensor gates = context.Saved(5), cells = context.Saved(6), output = context.Saved(7);
        int size = (int)h0.Sizes[1], inputs = (int)x.Sizes[1], width = 4 * size;
        using var before = new States(steps.Batch, size);
        using var hiddenBefore = Tensor.Allocate([steps.Total, size], ScalarType.Float32);
        using var dgates = Tensor.Allocate([steps.Total, width], ScalarType.Float32);
        using var dout = grads[0] is null ? null : CopyOps.Clone(grads[0]!);

        // What comes from later steps; a sequence's row starts with the gradient of its last state.
        var dh = grads[1] is null ? FillOps.Zeros([steps.Batch, size], ScalarType.Float32) : CopyOps.Clone(grads[1]!);
        var dc = grads[2] is null ? FillOps.Zeros([steps.Batch, size], ScalarType.Float32) : CopyOps.Clone(grads[2]!);

        foreach (int step in steps.InOrder(!reverse))
        {
            int rows = steps.Size(step);
            long offset = steps.Offset(step);
            float* h = before.Hidden(steps, step, reverse, output.Pointer<float>(), h0.Pointer<float>());
            float* c = before.Memory(steps, step, reverse, cells.Pointer<float>(), c0.Pointer<float>());
            float* dgate = dgates.Pointer<float>() + offset * width;
            new ReadOnlySpan<float>(h, rows * size).CopyTo(new Span<float>(hiddenBefore.Pointer<float>() + offset * size, rows * size));
            if (dout is not null) Add(dh.Pointer<float>(), dout.Pointer<float>() + offset * size, rows * size);
            LstmGates.Backward(
                gates.Pointer<float>() + offset * width, width, c, cells.Pointer<float>() + offset * size, dh.Pointer<float>(), size, dc.Pointer<float>(), dgate, width, rows, size);
            MatMul.Run(rows, size, width, dgate, width, 1, wh.Pointer<float>(), size, 1, dh.Pointer<float>(), size);
        }

        return
        [
            context.NeedsGrad(0) ? Product(steps.Total, inputs, width, dgates.Pointer<float>(), width, 1, wx.Pointer<float>(), inputs) : null,
            dh,
            dc,
            context.NeedsGrad(3) ? Product(width, inputs, steps.Total, dgates.Pointer<float>(), 1, width, x.Pointer<float>(), inputs) : null,
            context.NeedsGrad(4) ? Product(width, size, steps.Total, dgates.Pointer<float>(), 1, width, hiddenBefore.Pointer<float>(), size) : null,
            context.NeedsGrad(5) ? LinearOps.ColumnSums(Dense.Of(dgates)) : null,
            context.NeedsGrad(6) ? LinearOps.ColumnSums(Dense.Of(dgates)) : null,
        ];
    }

    private static Tensor Product(int m, int n, int k, float* a, long rsA, long csA, float* b, long ldb)
    {
        var result = Tensor.Allocate([m, n], ScalarType.Float32);
        MatMul.Run(m, n, k, a, rsA, csA, b, ldb, 1, result.Pointer<float>(), n);
        return result;
    }

    private static Tensor? BothBiases(CellWeights weights, int width)
    {
        if (weights.InputBias is null) return null;
        var sum = Tensor.Allocate([width], ScalarType.Float32);
        CopyOps.CopyData(weights.InputBias, sum);
        PointwiseOps.AccumulateInto(sum, weights.HiddenBias!);
        return sum;
    }

    private static Tensor Rows(Tensor source, Tensor rows)
    {
        var result = Tensor.Allocate([rows.Sizes[0], source.Sizes[1]], ScalarType.Float32);
        Kernels.Embedding.Gather(source.Pointer<float>(), rows.Pointer<long>(), result.Pointer<float>(), rows.Sizes[0], source.Sizes[1]);
        return result;
    }

    private static void Add(float* target, float* source, int count)
        => System.Numerics.Tensors.TensorPrimitives.Add(new ReadOnlySpan<float>(target, count), new ReadOnlySpan<float>(source, count), new Span<float>(target, count));

    /// <summary>The states before a step, as contiguous rows: those of the neighbouring step, with initial states where a sequence only begins.</summary>
    private sealed class States(int batch, int size) : IDisposable
    {
        private readonly Tensor _hidden = Tensor.Allocate([batch, size], ScalarType.Float32);
        private readonly Tensor _memory = Tensor.Allocate([batch, size], ScalarType.Float32);

        public float* Hidden(Steps steps, int step, bool reverse, float* all, float* initial) => Before(steps, step, reverse, all, initial, _hidden);

        public float* Memory(Steps steps, int step, bool reverse, float* all, float* initial) => Before(steps, step, reverse, all, initial, _memory);

        public void Dispose()
        {
            _hidden.Dispose();
            _memory.Dispose();
        }

        private float* Before(Steps steps, int step, bool reverse, float* all, float* initial, Tensor joined)
        {
            int neighbour = reverse ? step + 1 : step - 1;
            if (neighbour < 0 || neighbour == steps.Count) return initial;
            float* known = all + (long)steps.Offset(neighbour) * size;
            int rows = steps.Size(step), inherited = Math.Min(rows, steps.Size(neighbour));
            if (inherited == rows) return known;
            var target = joined.Elements<float>();
            new ReadOnlySpan<float>(known, inherited * size).CopyTo(target);
            new ReadOnlySpan<float>(initial + (long)inherited * size, (rows - inherited) * size).CopyTo(target[(inherited * size)..]);
            return joined.Pointer<float>();
        }
    }
}
