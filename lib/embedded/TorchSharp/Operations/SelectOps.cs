using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>Choosing between values by a mask, recorded.</summary>
internal static unsafe class SelectOps
{
    internal static Tensor Where(Tensor condition, Tensor x, Tensor y)
    {
        if (condition.dtype is not (ScalarType.Bool or ScalarType.Byte)) throw new InvalidOperationException($"where: the condition must be Bool, got {condition.dtype}.");
        var type = DType.Promote(x, y);
        var result = Tensor.Allocate(Shapes.Broadcast("where", condition.Sizes, Shapes.Broadcast("where", x.Sizes, y.Sizes)), type);
        using var a = PointwiseOps.As(x, type);
        using var b = PointwiseOps.As(y, type);
        var loop = new StridedLoop(result.Sizes);
        loop.Add(result);
        loop.Add(condition);
        loop.Add(a.Tensor);
        loop.Add(b.Tensor);
        Run(ref loop, type.Size());
        GC.KeepAlive(condition);
        GC.KeepAlive(x);
        GC.KeepAlive(y);
        if (!Autograd.IsRecording(x, y)) return result;
        return Autograd.Record("where", result, [x, y], [condition], static (context, grad) =>
        [
            context.NeedsGrad(0) ? Where(context.Saved(0), grad, Zero(grad)) : null,
            context.NeedsGrad(1) ? Where(context.Saved(0), Zero(grad), grad) : null,
        ]);
    }

    /// <summary>The tensor with <paramref name="value"/> where the mask is true.</summary>
    internal static Tensor MaskedFill(Tensor x, Tensor mask, Number value)
    {
        using var filling = FillOps.Full(Shapes.Scalar, value, x.dtype);
        var result = Where(mask, filling, x);
        if (!Shapes.Same(result.Sizes, x.Sizes))
        {
            throw new InvalidOperationException($"masked_fill: a mask of shape {Shapes.Text(mask.Sizes)} does not broadcast to {Shapes.Text(x.Sizes)}.");
        }

        return result;
    }

    private static Tensor Zero(Tensor like) => FillOps.Zeros(Shapes.Scalar, like.dtype);

    private static void Run(ref StridedLoop loop, int elementSize)
    {
        switch (elementSize)
        {
            case 1: Run<byte>(ref loop); break;
            case 2: Run<short>(ref loop); break;
            case 4: Run<int>(ref loop); break;
            default: Run<long>(ref loop); break;
        }
    }

    private static void Run<T>(ref StridedLoop loop) where T : unmanaged
    {
        var row = default(WhereRow<T>);
        loop.Run(ref row);
    }

    /// <summary>Operands: result, condition, value if true, value if false.</summary>
    private readonly struct WhereRow<T> : IRowBody where T : unmanaged
    {
        public void Run(byte** pointers, long* strides, long count)
        {
            byte* result = pointers[0], condition = pointers[1], x = pointers[2], y = pointers[3];
            if (sizeof(T) == sizeof(int) && strides[0] == sizeof(int) && strides[1] == 1 && strides[2] is 0 or sizeof(int) && strides[3] is 0 or sizeof(int))
            {
                MaskSelect.Run((int*)result, condition, (int*)x, strides[2] == 0, (int*)y, strides[3] == 0, count);
                return;
            }

            for (long i = 0; i < count; i++)
            {
                *(T*)result = *condition != 0 ? *(T*)x : *(T*)y;
                result += strides[0];
                condition += strides[1];
                x += strides[2];
                y += strides[3];
            }
        }
    }
}
