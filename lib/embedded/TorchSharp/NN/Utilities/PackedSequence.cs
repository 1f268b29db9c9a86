namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            public static partial class rnn
            {
                /// <summary>
                /// Sequences of different lengths without padding: the first elements of all sequences, then the second elements of those that
                /// have one, and so on, the longest sequence first.
                /// </summary>
                public sealed class PackedSequence : IDisposable
                {
                    /// <summary>The elements, [sum of the lengths, …].</summary>
                    public readonly Tensor data;

                    /// <summary>How many sequences reach each step, int64 [longest length].</summary>
                    public readonly Tensor batch_sizes;

                    /// <summary>Where each sequence stood before it was sorted, int64 [batch]; null when they came sorted.</summary>
                    public readonly Tensor? sorted_indices;

                    /// <summary>The way back, int64 [batch]; null when they came sorted.</summary>
                    public readonly Tensor? unsorted_indices;

                    internal PackedSequence(Tensor data, Tensor batchSizes, Tensor? sortedIndices, Tensor? unsortedIndices)
                    {
                        this.data = data;
                        batch_sizes = batchSizes;
                        sorted_indices = sortedIndices;
                        unsorted_indices = unsortedIndices;
                    }

                    /// <summary>The same arrangement of other elements.</summary>
                    internal PackedSequence With(Tensor newData) => new(newData, batch_sizes.alias(), sorted_indices?.alias(), unsorted_indices?.alias());

                    /// <summary>Moves the tensors to the enclosing dispose scope.</summary>
                    public PackedSequence MoveToOuterDisposeScope() => ForEach(tensor => tensor.MoveToOuterDisposeScope());

                    /// <summary>Takes the tensors out of every dispose scope.</summary>
                    public PackedSequence DetachFromDisposeScope() => ForEach(tensor => tensor.DetachFromDisposeScope());

                    /// <summary>Moves the tensors to another dispose scope.</summary>
                    public PackedSequence MoveToOtherDisposeScope(DisposeScope other) => ForEach(tensor => tensor.MoveToOtherDisposeScope(other));

                    /// <summary>Disposes the tensors.</summary>
                    public void Dispose() => ForEach(tensor => tensor.Dispose());

                    private PackedSequence ForEach(Action<Tensor> action)
                    {
                        action(data);
                        action(batch_sizes);
                        if (sorted_indices is not null) action(sorted_indices);
                        if (unsorted_indices is not null) action(unsorted_indices);
                        return this;
                    }
                }
            }
        }
    }
}
