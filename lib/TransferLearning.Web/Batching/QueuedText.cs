namespace TransferLearning.Web.Batching;

/// <summary>One text of a request.</summary>
/// <param name="Request">The request.</param>
/// <param name="Index">Which of its texts.</param>
/// <param name="Enqueued">When it came, as a time stamp of the clock.</param>
internal readonly record struct QueuedText(BatchRequest Request, int Index, long Enqueued)
{
    public int Tokens => Request.Texts[Index].InputIds.Length;
}
