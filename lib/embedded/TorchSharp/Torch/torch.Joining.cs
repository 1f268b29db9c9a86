using TorchSharp.Engine;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => JoinOps.Cat([.. tensors], dim);

    public static Tensor cat(Tensor[] tensors, long dim = 0) => JoinOps.Cat(tensors, dim);

    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0) => JoinOps.Cat(tensors, dim);

    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor concat(Tensor[] tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor concat(ReadOnlySpan<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor concatenate(IList<Tensor> tensors, long axis = 0) => cat(tensors, axis);

    public static Tensor concatenate(Tensor[] tensors, long axis = 0) => cat(tensors, axis);

    public static Tensor concatenate(ReadOnlySpan<Tensor> tensors, long axis = 0) => cat(tensors, axis);

    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => JoinOps.Stack([.. tensors], dim);

    public static Tensor hstack(IList<Tensor> tensors) => Columns([.. tensors]);

    public static Tensor hstack(params Tensor[] tensors) => Columns(tensors);

    public static Tensor hstack(IEnumerable<Tensor> tensors) => Columns([.. tensors]);

    public static Tensor vstack(IList<Tensor> tensors) => Rows([.. tensors]);

    public static Tensor vstack(Tensor[] tensors) => Rows(tensors);

    public static Tensor row_stack(IList<Tensor> tensors) => Rows([.. tensors]);

    public static Tensor row_stack(params Tensor[] tensors) => Rows(tensors);

    public static Tensor dstack(IList<Tensor> tensors) => Joined([.. tensors], tensor => tensor.atleast_3d(), 2);

    public static Tensor dstack(params Tensor[] tensors) => Joined(tensors, tensor => tensor.atleast_3d(), 2);

    public static Tensor dstack(IEnumerable<Tensor> tensors) => Joined([.. tensors], tensor => tensor.atleast_3d(), 2);

    public static Tensor column_stack(IList<Tensor> tensors) => ColumnStack([.. tensors]);

    public static Tensor column_stack(params Tensor[] tensors) => ColumnStack(tensors);

    public static Size broadcast_shapes(params long[][] shapes)
    {
        long[] result = [];
        foreach (var shape in shapes) result = Shapes.Broadcast("broadcast_shapes", result, shape);
        return new Size(result);
    }

    public static IList<Tensor> broadcast_tensors(params Tensor[] tensors)
    {
        long[] sizes = [];
        foreach (var tensor in tensors) sizes = Shapes.Broadcast("broadcast_tensors", sizes, tensor.Sizes);
        return Array.ConvertAll(tensors, tensor => tensor.expand(sizes));
    }

    public static Tensor[] meshgrid(IEnumerable<Tensor> tensors, string indexing = "ij")
    {
        if (indexing is not ("ij" or "xy")) throw new ArgumentException($"meshgrid: indexing is \"ij\" or \"xy\", got \"{indexing}\".", nameof(indexing));
        Tensor[] axes = [.. tensors];
        var swap = indexing == "xy" && axes.Length > 1;
        if (swap) (axes[0], axes[1]) = (axes[1], axes[0]);
        var sizes = Array.ConvertAll(axes, axis => axis.numel());
        var grids = new Tensor[axes.Length];
        for (var i = 0; i < axes.Length; i++)
        {
            var shape = new long[axes.Length];
            Array.Fill(shape, 1);
            shape[i] = sizes[i];
            grids[i] = axes[i].reshape(shape).expand(sizes);
            if (swap) grids[i] = grids[i].transpose(0, 1);
        }

        if (swap) (grids[0], grids[1]) = (grids[1], grids[0]);
        return grids;
    }

    private static Tensor Rows(Tensor[] tensors) => Joined(tensors, tensor => tensor.atleast_2d(), 0);

    private static Tensor Columns(Tensor[] tensors) => Joined(tensors, tensor => tensor.atleast_1d(), tensors.Length > 0 && tensors[0].Sizes.Length <= 1 ? 0 : 1);

    private static Tensor ColumnStack(Tensor[] tensors) => Joined(tensors, tensor => tensor.Sizes.Length <= 1 ? tensor.reshape(-1, 1) : tensor.alias(), 1);

    private static Tensor Joined(Tensor[] tensors, Converter<Tensor, Tensor> shape, long dim)
    {
        var shaped = Array.ConvertAll(tensors, shape);
        var result = JoinOps.Cat(shaped, dim);
        foreach (var tensor in shaped) tensor.Dispose();
        return result;
    }
}
