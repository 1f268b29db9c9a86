using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace TransferLearning.Data;

/// <summary>Computes the items of a sequence on another thread, ahead of whoever takes them.</summary>
internal static class Prefetching
{
    /// <summary>The same items in the same order, up to <paramref name="ahead"/> of them ready before they are asked for.</summary>
    /// <param name="source">The sequence; it is enumerated on another thread, and no further once the result is disposed.</param>
    /// <param name="ahead">How many items to keep ready; 0 computes each when it is asked for, on the caller's thread.</param>
    public static IEnumerable<T> Prefetch<T>(this IEnumerable<T> source, int ahead)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ahead);
        return ahead == 0 ? source : Ahead(source, ahead);
    }

    private static IEnumerable<T> Ahead<T>(IEnumerable<T> source, int ahead)
    {
        using var items = new BlockingCollection<T>(ahead);
        using var stop = new CancellationTokenSource();
        var worker = Task.Run(() => Fill(source, items, stop.Token));
        try
        {
            foreach (var item in items.GetConsumingEnumerable()) yield return item;

            // What ended the source early is thrown where its items are taken, with its own stack trace.
            if (worker.Result is { } error) error.Throw();
        }
        finally
        {
            stop.Cancel();
            worker.Wait();
        }
    }

    private static ExceptionDispatchInfo? Fill<T>(IEnumerable<T> source, BlockingCollection<T> items, CancellationToken stop)
    {
        try
        {
            foreach (var item in source) items.Add(item, stop);
            return null;
        }
        catch (Exception error)
        {
            return ExceptionDispatchInfo.Capture(error);
        }
        finally
        {
            items.CompleteAdding();
        }
    }
}
