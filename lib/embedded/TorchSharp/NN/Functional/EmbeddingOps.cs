using TorchSharp.Engine;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Rows of a table by number.</summary>
internal static unsafe class EmbeddingOps
{
    public static Tensor Lookup(Tensor indices, Tensor table, long? paddingIndex)
    {
        if (table.dim() != 2)
            throw new ArgumentException($"embedding: the table is {Shapes.Text(table.Sizes)}, but must be a matrix.");
        if (indices.dtype is not (ScalarType.Int64 or ScalarType.Int32))
            throw new ArgumentException($"embedding: the row numbers are of type {indices.dtype}, but must be int64 or int32.");

        using var numbers = Dense.Of(indices, ScalarType.Int64);
        Check(numbers.Tensor, table.Sizes[0]);
        if (!Dense.AreSingle(table)) return Composed(numbers.Tensor, table, paddingIndex).view([.. indices.Sizes, table.Sizes[1]]);

        using var rows = Dense.Of(table);
        var result = Tensor.Allocate([.. indices.Sizes, table.Sizes[1]], ScalarType.Float32);
        Kernels.Embedding.Gather(rows.Pointer, numbers.Tensor.Pointer<long>(), result.Pointer<float>(), indices.numel(), table.Sizes[1]);
        return Autograd.IsRecording(table) ? Record(result, table, numbers.Tensor, paddingIndex ?? -1) : result;
    }

    private static Tensor Record(Tensor result, Tensor table, Tensor numbers, long paddingIndex)
    {
        long[] sizes = table.Sizes;
        return Autograd.Record("embedding", result, [table], [numbers], (context, grad) =>
        {
            var indices = context.Saved(0);
            using var dy = Dense.Of(grad);
            var gradient = FillOps.Zeros(sizes, ScalarType.Float32);
            Kernels.Embedding.ScatterAdd(dy.Pointer, indices.Pointer<long>(), gradient.Pointer<float>(), indices.numel(), sizes[1], paddingIndex);
            return [gradient];
        });
    }

    private static Tensor Composed(Tensor numbers, Tensor table, long? paddingIndex)
    {
        var flat = numbers.view(-1);
        var rows = table.index_select(0, flat);
        if (paddingIndex is not { } padding) return rows;
        using var isPadding = flat.eq(padding).unsqueeze(-1);
        return where(isPadding, rows.detach(), rows);
    }

    private static void Check(Tensor numbers, long rows)
    {
        foreach (long number in numbers.Elements<long>())
            if ((ulong)number >= (ulong)rows)
                throw new IndexOutOfRangeException($"embedding: row {number} does not exist: the table has {rows} rows, numbered from 0.");
    }
}
