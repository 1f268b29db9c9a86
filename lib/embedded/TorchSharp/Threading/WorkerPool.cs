using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace TorchSharp.Threading;

/// <summary>
/// The one pool of threads behind every parallel kernel.
/// A job is a number of chunks; the caller and the workers take chunk after chunk from a shared counter until none is left.
/// What a chunk computes never depends on who computes it, so results are the same bits with any number of threads.
/// </summary>
/// <remarks>
/// Between two jobs a worker spins for a moment (the next operation of a model follows within microseconds), then parks on a
/// semaphore, so an idle process uses no processor time. A caller never waits for a worker that has not started: workers join
/// an open job, and the caller closes the job once the counter has run out.
/// </remarks>
internal static unsafe class WorkerPool
{
    private const int Open = 1 << 30;
    private const long SpinMicroseconds = 50;

    private static readonly Lock s_submission = new();
    private static readonly SemaphoreSlim s_wake = new(0);

    // The job at hand: written by the submitter before Open is set, read by workers that joined it.
    private static delegate*<void*, int, void> s_run;
    private static void* s_body;
    private static int s_chunks;
    private static int s_next;
    private static ExceptionDispatchInfo? s_failure;

    /// <summary>The bit <see cref="Open"/>, plus the number of workers inside the job.</summary>
    private static int s_state;

    private static int s_parked;
    private static int s_started;
    private static int s_threads = Environment.ProcessorCount;

    [ThreadStatic]
    private static bool t_inside;

    /// <summary>How many threads share the work, the caller among them; at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public static int Threads
    {
        get => Volatile.Read(ref s_threads);
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            lock (s_submission) Volatile.Write(ref s_threads, value);
        }
    }

    /// <summary>
    /// Runs <paramref name="body"/> for the chunks 0 … <paramref name="chunks"/> − 1 and returns when all are done. Inline when there is one chunk,
    /// one thread, when called from inside a chunk, or when another thread's job has the pool. The first exception of a chunk is thrown here.
    /// </summary>
    public static void For<TBody>(int chunks, TBody body)
        where TBody : struct, IParallelBody
    {
        if (chunks <= 1 || s_threads == 1 || t_inside || !s_submission.TryEnter())
        {
            for (int chunk = 0; chunk < chunks; chunk++) body.Run(chunk);
            return;
        }

        try
        {
            Submit(chunks, &Invoke<TBody>, Unsafe.AsPointer(ref body));
        }
        finally
        {
            s_submission.Exit();
        }
    }

    /// <summary>
    /// Runs <paramref name="body"/> over 0 … <paramref name="length"/> in pieces of <paramref name="grain"/> elements (the last one shorter).
    /// Inline, in one call, when the whole fits into one piece.
    /// </summary>
    public static void ForRange<TBody>(long length, long grain, TBody body)
        where TBody : struct, IRangeBody
    {
        if (length <= grain)
        {
            if (length > 0) body.Run(0, length);
            return;
        }

        For(checked((int)((length + grain - 1) / grain)), new Pieces<TBody>(length, grain, body));
    }

    private static void Invoke<TBody>(void* body, int chunk)
        where TBody : struct, IParallelBody => Unsafe.AsRef<TBody>(body).Run(chunk);

    private static void Submit(int chunks, delegate*<void*, int, void> run, void* body)
    {
        int helpers = Math.Min(s_threads, chunks) - 1;
        while (s_started < helpers) StartWorker(++s_started);

        s_run = run;
        s_body = body;
        s_chunks = chunks;
        s_next = -1;
        Interlocked.Exchange(ref s_state, Open);

        int asleep = Math.Min(helpers, Volatile.Read(ref s_parked));
        if (asleep > 0) s_wake.Release(asleep);

        TakeChunks();

        // No chunk is left to take. Keep late workers out and wait for those that still compute.
        Interlocked.And(ref s_state, ~Open);
        for (var spinner = new SpinWait(); Volatile.Read(ref s_state) != 0;) spinner.SpinOnce(sleep1Threshold: -1);

        s_body = null;
        ExceptionDispatchInfo? failure = s_failure;
        s_failure = null;
        failure?.Throw();
    }

    private static void TakeChunks()
    {
        t_inside = true;
        try
        {
            for (int chunk; (chunk = Interlocked.Increment(ref s_next)) < s_chunks;) s_run(s_body, chunk);
        }
        catch (Exception exception)
        {
            // Thrown again on the submitting thread; what is left of the job is dropped.
            Interlocked.CompareExchange(ref s_failure, ExceptionDispatchInfo.Capture(exception), null);
            Interlocked.Exchange(ref s_next, s_chunks);
        }
        finally
        {
            t_inside = false;
        }
    }

    private static void StartWorker(int number)
    {
        var thread = new Thread(() => Work(number)) { IsBackground = true, Name = $"torch worker {number}" };
        thread.UnsafeStart();
    }

    private static void Work(int number)
    {
        while (true)
        {
            WaitForJob(number);
            if (!TryJoin(number)) continue;
            TakeChunks();
            Interlocked.Decrement(ref s_state);

            // The job may stay open while others finish their chunks: there is nothing left in it for us.
            while ((Volatile.Read(ref s_state) & Open) != 0 && Volatile.Read(ref s_next) >= Volatile.Read(ref s_chunks)) Thread.SpinWait(1);
        }
    }

    private static bool TryJoin(int number)
    {
        if (number >= Volatile.Read(ref s_threads)) return false;
        int state = Volatile.Read(ref s_state);
        while ((state & Open) != 0)
        {
            int seen = Interlocked.CompareExchange(ref s_state, state + 1, state);
            if (seen == state) return true;
            state = seen;
        }

        return false;
    }

    private static void WaitForJob(int number)
    {
        long until = System.Diagnostics.Stopwatch.GetTimestamp() + (SpinMicroseconds * System.Diagnostics.Stopwatch.Frequency / 1_000_000);
        while (number < Volatile.Read(ref s_threads))
        {
            for (int i = 0; i < 16; i++)
            {
                if ((Volatile.Read(ref s_state) & Open) != 0) return;
                Thread.SpinWait(1);
            }

            if (System.Diagnostics.Stopwatch.GetTimestamp() > until) break;
        }

        Interlocked.Increment(ref s_parked);

        // A job that opened before we were counted will not wake us: look once more. One wake-up too many does no harm.
        if ((Volatile.Read(ref s_state) & Open) == 0 || number >= Volatile.Read(ref s_threads)) s_wake.Wait();
        Interlocked.Decrement(ref s_parked);
    }

    private readonly struct Pieces<TBody>(long length, long grain, TBody body) : IParallelBody
        where TBody : struct, IRangeBody
    {
        public void Run(int chunk)
        {
            long start = chunk * grain;
            body.Run(start, Math.Min(start + grain, length));
        }
    }
}
