using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Utils;

/// <summary>The numbers below a size in random order (Fisher and Yates 1938; Durstenfeld 1964), a new order each time they are enumerated.</summary>
public class FisherYatesShuffler : IEnumerable<long>
{
    private readonly long _size;
    private readonly int? _seed;

    /// <summary>Shuffles the numbers from 0 to <paramref name="size"/> - 1.</summary>
    /// <param name="size">How many numbers.</param>
    /// <param name="seed">Makes the order the same each time; by default it comes from <see cref="manual_seed"/>'s generator.</param>
    public FisherYatesShuffler(long size, int? seed = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        _size = size;
        _seed = seed;
    }

    /// <summary>The numbers in random order.</summary>
    public IEnumerator<long> GetEnumerator()
    {
        var random = new Random(_seed ?? DrawSeed());
        long[] order = new long[_size];
        for (long i = 0; i < _size; i++)
        {
            long place = random.NextInt64(i + 1);
            order[i] = order[place];
            order[place] = i;
        }
        return ((IEnumerable<long>)order).GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static int DrawSeed()
    {
        using var drawn = randint(0, int.MaxValue, [1L], ScalarType.Int64);
        return (int)drawn.item<long>();
    }
}
