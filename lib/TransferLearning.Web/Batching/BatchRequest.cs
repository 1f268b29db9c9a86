using TransferLearning.Web.Serving;

namespace TransferLearning.Web.Batching;

/// <summary>The texts of one request, on their way through the queue. They may end up in several batches.</summary>
internal sealed class BatchRequest
{
    private readonly float[][] _scores;
    private readonly TaskCompletionSource<float[][]> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _open;

    public BatchRequest(LoadedModel model, IReadOnlyList<ModelInput> texts)
    {
        Model = model;
        Texts = texts;
        _scores = new float[texts.Count][];
        _open = texts.Count;
    }

    /// <summary>The model that made the tokens.</summary>
    public LoadedModel Model { get; }

    public IReadOnlyList<ModelInput> Texts { get; }

    /// <summary>Whether nobody waits for the answer any more.</summary>
    public bool IsOver => _completion.Task.IsCompleted;

    /// <summary>Waits for the scores of all texts.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up; what is still in the queue will be dropped.</exception>
    public async Task<float[][]> WaitAsync(CancellationToken cancellation)
    {
        await using var registration = cancellation.Register(() => _completion.TrySetCanceled(cancellation));
        return await _completion.Task;
    }

    /// <summary>Takes the scores of one text.</summary>
    public void Complete(int text, float[] scores)
    {
        _scores[text] = scores;
        if (Interlocked.Decrement(ref _open) == 0)
            _completion.TrySetResult(_scores);
    }

    public void Fail(Exception error) => _completion.TrySetException(error);
}
