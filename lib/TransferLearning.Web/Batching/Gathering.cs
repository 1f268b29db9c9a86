using System.Diagnostics;

namespace TransferLearning.Web.Batching;

/// <summary>
/// Lets those who were just answered ask again before the next batch begins. Under load they do so at once, but would come too late by a
/// hair, find the model at work, and wait for it twice; and what the server reads for them meanwhile would take the cores from the model in
/// the middle of its work. Together they make one large batch, and everyone waits for one.
/// </summary>
internal sealed class Gathering : IDisposable
{
    /// <summary>When nobody has come for so long, nobody will: the loopback and the next machine both answer faster.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(1);

    private readonly ManualResetEventSlim _enough = new();
    private int _wanted = int.MaxValue;

    /// <summary>Says that texts have come.</summary>
    /// <param name="waiting">How many wait now.</param>
    public void Arrived(int waiting)
    {
        if (waiting >= Volatile.Read(ref _wanted))
            _enough.Set();
    }

    /// <summary>Waits until enough have come, nobody comes any more, or the time is up.</summary>
    /// <param name="waiting">Tells how many wait.</param>
    /// <param name="wanted">How many are enough.</param>
    /// <param name="most">The longest wait.</param>
    public void Wait(Func<int> waiting, int wanted, TimeSpan most)
    {
        _enough.Reset();
        Interlocked.Exchange(ref _wanted, wanted);
        var start = Stopwatch.GetTimestamp();
        for (var seen = waiting(); seen < wanted && Stopwatch.GetElapsedTime(start) < most;)
        {
            if (_enough.Wait(s_patience))
                break;
            var now = waiting();
            if (now == seen)
                break;
            seen = now;
        }

        Interlocked.Exchange(ref _wanted, int.MaxValue);
    }

    public void Dispose() => _enough.Dispose();
}
