namespace TransferLearning.Web.Batching;

/// <summary>The queue has no room for a request.</summary>
internal sealed class QueueFullException(int waiting, int capacity, TimeSpan retryAfter)
    : Exception($"{waiting} texts wait for the model, and the queue takes {capacity}. Try again in {retryAfter.TotalSeconds:0} s.")
{
    /// <summary>When there will probably be room.</summary>
    public TimeSpan RetryAfter => retryAfter;
}
