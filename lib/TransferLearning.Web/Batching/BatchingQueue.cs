using System.Threading.Channels;
using TransferLearning.Web.Metrics;
using TransferLearning.Web.Serving;

namespace TransferLearning.Web.Batching;

/// <summary>
/// Dynamic batching: texts of all requests wait in one bounded queue, and one thread takes whatever has come meanwhile as the
/// next batch. An idle server thus answers at once, and a busy one in batches. After a batch it waits a moment for those whom it
/// answered (<see cref="Gathering"/>), and never for a batch to fill.
/// </summary>
internal sealed class BatchingQueue : IAsyncDisposable
{
    private readonly Channel<QueuedText> _channel;
    private readonly ServerMetrics _metrics;
    private readonly TimeProvider _clock;
    private readonly int _capacity;
    private readonly int _maxTexts;
    private readonly int _maxTokens;
    private readonly Gathering _gathering = new();
    private readonly Task _worker;
    private int _waiting;
    private double _secondsPerText;

    /// <summary>Starts the thread.</summary>
    /// <param name="capacity">The most texts that wait at a time.</param>
    /// <param name="maxTexts">The most texts in a batch.</param>
    /// <param name="maxTokens">The most tokens in a batch; a single text may have more.</param>
    /// <param name="metrics">Is told of every batch.</param>
    /// <param name="clock">Measures the waiting.</param>
    public BatchingQueue(int capacity, int maxTexts, int maxTokens, ServerMetrics metrics, TimeProvider clock)
    {
        (_capacity, _maxTexts, _maxTokens, _metrics, _clock) = (capacity, maxTexts, maxTokens, metrics, clock);
        _channel = Channel.CreateBounded<QueuedText>(new BoundedChannelOptions(capacity) { SingleReader = true });
        metrics.ObserveQueue(() => Volatile.Read(ref _waiting));
        // A thread of its own: the model computes for long stretches, and the pool's few threads have requests to read.
        _worker = Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Scores texts.</summary>
    /// <param name="model">The model that made the tokens; the caller holds it.</param>
    /// <param name="texts">The texts, at least one.</param>
    /// <param name="cancellation">Ends the waiting; texts that the model has not seen then are dropped.</param>
    /// <returns>For each text the probability of each label.</returns>
    /// <exception cref="QueueFullException">There is no room for that many texts now.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public Task<float[][]> ScoreAsync(LoadedModel model, IReadOnlyList<ModelInput> texts, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var waiting = Interlocked.Add(ref _waiting, texts.Count);
        if (waiting > _capacity)
        {
            Interlocked.Add(ref _waiting, -texts.Count);
            throw new QueueFullException(waiting - texts.Count, _capacity, RetryAfter());
        }

        var request = new BatchRequest(model, texts);
        var now = _clock.GetTimestamp();
        for (var i = 0; i < texts.Count; i++)
        {
            // There is room, because places are counted above and given back only after a text has left the channel.
            if (!_channel.Writer.TryWrite(new QueuedText(request, i, now)))
                throw new ObjectDisposedException(nameof(BatchingQueue), "The server is stopping and takes no more texts.");
        }

        _gathering.Arrived(waiting);
        return request.WaitAsync(cancellation);
    }

    /// <summary>Takes no more texts, and ends when those in the queue are scored.</summary>
    public async ValueTask DisposeAsync()
    {
        _channel.Writer.TryComplete();
        await _worker;
        _gathering.Dispose();
    }

    private TimeSpan RetryAfter() => TimeSpan.FromSeconds(Math.Clamp(Math.Ceiling(_capacity * Volatile.Read(ref _secondsPerText)), 1, 30));

    private void Work()
    {
        var batch = new List<QueuedText>(_maxTexts);
        // Blocking is right here: the thread does nothing else.
        while (_channel.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            Fill(batch);
            if (batch.Count > 0)
            {
                var time = Score(batch);
                Gather(batch.Count, time);
            }

            batch.Clear();
        }
    }

    /// <summary>Takes what waits, as far as it fits into one batch for one model; what nobody waits for is dropped.</summary>
    private void Fill(List<QueuedText> batch)
    {
        var tokens = 0;
        while (batch.Count < _maxTexts && _channel.Reader.TryPeek(out var next))
        {
            if (!next.Request.IsOver && batch.Count > 0 && (tokens + next.Tokens > _maxTokens || batch[0].Request.Model != next.Request.Model))
                return;

            _channel.Reader.TryRead(out _);
            Interlocked.Decrement(ref _waiting);
            if (next.Request.IsOver)
            {
                _metrics.Dropped();
                continue;
            }

            _metrics.Waited(_clock.GetElapsedTime(next.Enqueued));
            tokens += next.Tokens;
            batch.Add(next);
        }
    }

    /// <summary>Everyone whom the batch answered, and everyone who waits already, may be in the next one, as far as it has room.</summary>
    private void Gather(int answered, TimeSpan time)
    {
        var waiting = Volatile.Read(ref _waiting);
        _gathering.Wait(() => Volatile.Read(ref _waiting), Math.Min(answered + waiting, _maxTexts), time / 2);
    }

    /// <summary>Runs a batch, and tells how long that took.</summary>
    private TimeSpan Score(List<QueuedText> batch)
    {
        var model = batch[0].Request.Model;
        // Each request holds the model while it waits. If it is gone, so have all of them.
        if (!model.TryHold())
            return TimeSpan.Zero;
        try
        {
            var start = _clock.GetTimestamp();
            var scores = model.Classifier.Score([.. batch.Select(text => text.Request.Texts[text.Index])]);
            var elapsed = _clock.GetElapsedTime(start);
            _metrics.Batch(batch.Count, batch.Sum(text => text.Tokens), elapsed);
            Volatile.Write(ref _secondsPerText, Smoothed(elapsed.TotalSeconds / batch.Count));
            for (var i = 0; i < batch.Count; i++)
                batch[i].Request.Complete(batch[i].Index, scores[i]);
            return elapsed;
        }
        catch (Exception error)
        {
            // Told to every request of the batch; the queue itself goes on.
            foreach (var text in batch)
                text.Request.Fail(error);
            return TimeSpan.Zero;
        }
        finally
        {
            model.Release();
        }
    }

    private double Smoothed(double secondsPerText) => _secondsPerText == 0 ? secondsPerText : (0.9 * _secondsPerText) + (0.1 * secondsPerText);
}
