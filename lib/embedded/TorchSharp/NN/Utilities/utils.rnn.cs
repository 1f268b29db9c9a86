namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            /// <summary>Sequences of different lengths.</summary>
            public static partial class rnn
            {
                /// <summary>Leaves the padding out.</summary>
                /// <param name="input">Padded sequences, [longest length, batch, …], or [batch, longest length, …].</param>
                /// <param name="lengths">The lengths, int64 [batch].</param>
                /// <param name="batch_first">Which of the two.</param>
                /// <param name="enforce_sorted">Refuse lengths that are not falling; otherwise they are sorted.</param>
                /// <exception cref="ArgumentException">A length is not above zero, or the lengths do not fit or are not sorted.</exception>
                public static PackedSequence pack_padded_sequence(Tensor input, Tensor lengths, bool batch_first = false, bool enforce_sorted = true)
                {
                    var padded = batch_first ? input.transpose(0, 1) : input;
                    using var plain = lengths.to(ScalarType.Int64);
                    long[] given = [.. plain.data<long>()];
                    Check(given, padded.shape, enforce_sorted);

                    Tensor? sorted = null, unsorted = null;
                    long[] order = [.. Enumerable.Range(0, given.Length).Select(i => (long)i).OrderByDescending(i => given[i])];
                    if (!enforce_sorted)
                    {
                        var back = new long[order.Length];
                        for (int i = 0; i < order.Length; i++) back[order[i]] = i;
                        sorted = tensor(order);
                        unsorted = tensor(back);
                        padded = padded.index_select(1, sorted);
                    }

                    long[] falling = [.. order.Select(i => given[i])];
                    long steps = falling.Length == 0 ? 0 : falling[0];
                    var batchSizes = new long[steps];
                    for (long step = 0; step < steps; step++) batchSizes[step] = falling.Count(length => length > step);
                    var pieces = batchSizes.Select((size, step) => padded[step].narrow(0, 0, size)).ToArray();
                    return new PackedSequence(cat(pieces, 0), tensor(batchSizes), sorted, unsorted);
                }

                /// <summary>Puts the padding back.</summary>
                /// <param name="sequence">The sequences.</param>
                /// <param name="batch_first">Return [batch, longest length, …] instead of [longest length, batch, …].</param>
                /// <param name="padding_value">What to fill up with.</param>
                /// <param name="total_length">Pad to this length instead of the longest.</param>
                /// <returns>The padded sequences, and the lengths, int64 [batch].</returns>
                /// <exception cref="ArgumentException">A sequence is longer than <paramref name="total_length"/>.</exception>
                public static (Tensor, Tensor) pad_packed_sequence(PackedSequence sequence, bool batch_first = false, double padding_value = 0.0, long? total_length = null)
                {
                    long[] batchSizes = [.. sequence.batch_sizes.data<long>()];
                    long batch = batchSizes[0], steps = total_length ?? batchSizes.Length;
                    if (steps < batchSizes.Length)
                        throw new ArgumentException($"The longest sequence has {batchSizes.Length} elements, so the total length cannot be {total_length}.", nameof(total_length));

                    // Element (step, row) comes from the packed data, or, one beyond its end, from the padding.
                    long total = sequence.data.shape[0], offset = 0;
                    var source = new long[steps * batch];
                    var lengths = new long[batch];
                    Array.Fill(source, total);
                    for (int step = 0; step < batchSizes.Length; step++)
                    {
                        for (long row = 0; row < batchSizes[step]; row++)
                        {
                            source[step * batch + row] = offset + row;
                            lengths[row] = step + 1;
                        }
                        offset += batchSizes[step];
                    }
                    long[] element = sequence.data.shape[1..];
                    var padding = full([1, .. element], padding_value, sequence.data.dtype);
                    var padded = cat([sequence.data, padding], 0).index_select(0, tensor(source)).view([steps, batch, .. element]);
                    var lengthOf = tensor(lengths);
                    if (sequence.unsorted_indices is { } unsorted)
                    {
                        padded = padded.index_select(1, unsorted);
                        lengthOf = lengthOf.index_select(0, unsorted);
                    }
                    return (batch_first ? padded.transpose(0, 1) : padded, lengthOf);
                }

                /// <summary>Pads sequences [length, …] to the longest of them.</summary>
                /// <param name="sequences">The sequences.</param>
                /// <param name="batch_first">Return [batch, longest length, …] instead of [longest length, batch, …].</param>
                /// <param name="padding_value">What to fill up with.</param>
                public static Tensor pad_sequence(IEnumerable<Tensor> sequences, bool batch_first = false, double padding_value = 0.0)
                {
                    Tensor[] all = [.. sequences];
                    if (all.Length == 0) throw new ArgumentException("There is no sequence to pad.", nameof(sequences));
                    long longest = all.Max(sequence => sequence.shape[0]);
                    var padded = all.Select(sequence => sequence.shape[0] == longest
                        ? sequence
                        : cat([sequence, full([longest - sequence.shape[0], .. sequence.shape[1..]], padding_value, sequence.dtype)], 0)).ToArray();
                    return stack(padded, batch_first ? 0 : 1);
                }

                /// <summary>Packs sequences [length, …].</summary>
                /// <param name="sequences">The sequences.</param>
                /// <param name="enforce_sorted">Refuse lengths that are not falling; otherwise they are sorted.</param>
                public static PackedSequence pack_sequence(IEnumerable<Tensor> sequences, bool enforce_sorted = true)
                {
                    Tensor[] all = [.. sequences];
                    using var lengths = tensor(all.Select(sequence => sequence.shape[0]).ToArray());
                    return pack_padded_sequence(pad_sequence(all), lengths, false, enforce_sorted);
                }

                private static void Check(long[] lengths, long[] padded, bool enforceSorted)
                {
                    if (padded.Length < 2 || lengths.Length != padded[1])
                        throw new ArgumentException($"There are {lengths.Length} lengths for sequences [{string.Join(", ", padded)}] (length, batch, …): give one for each.", nameof(lengths));
                    for (int i = 0; i < lengths.Length; i++)
                    {
                        if (lengths[i] <= 0 || lengths[i] > padded[0])
                            throw new ArgumentException($"Length {i} is {lengths[i]}, but must be from 1 to {padded[0]}.", nameof(lengths));
                        if (enforceSorted && i > 0 && lengths[i] > lengths[i - 1])
                            throw new ArgumentException($"The lengths are not falling ({lengths[i - 1]} before {lengths[i]}): sort them, or pass enforce_sorted: false.", nameof(lengths));
                    }
                }
            }
        }
    }
}
