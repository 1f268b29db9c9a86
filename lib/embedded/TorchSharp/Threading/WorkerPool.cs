using System.Diagnostics;
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
    private static readonly List<Worker> s_workers = [];

    // The job at hand: written by the submitter before Open is set, read by workers that joined it.
    private static delegate*<void*, int, void> s_run;
    private static void* s_body;
    private static int s_chunks;
    private static int s_next;
    private static ExceptionDispatchInfo? s_failure;

    /// <summary>The bit <see cref="Open"/>, plus the number of workers inside the job.</summary>
    private static int s_state;

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

    /// <summary>True when every worker sleeps: the pool uses no processor time.</summary>
    internal static bool IsParked
    {
        get
        {
            lock (s_submission) return s_workers.TrueForAll(worker => worker.IsParked);
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
        while (s_workers.Count < helpers) s_workers.Add(new Worker(s_workers.Count + 1));

        s_run = run;
        s_body = body;
        s_chunks = chunks;
        s_next = -1;
        Interlocked.Exchange(ref s_state, Open);

        for (int i = 0; i < helpers; i++) s_workers[i].Wake();

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

    private static bool JobIsOpen => (Volatile.Read(ref s_state) & Open) != 0;

    private static bool NothingIsLeft => Volatile.Read(ref s_next) >= Volatile.Read(ref s_chunks);

    private static bool TryJoin()
    {
        int state = Volatile.Read(ref s_state);
        while ((state & Open) != 0)
        {
            int seen = Interlocked.CompareExchange(ref s_state, state + 1, state);
            if (seen == state) return true;
            state = seen;
        }

        return false;
    }

    /// <summary>A thread that waits for jobs for as long as the process lives.</summary>
    private sealed class Worker
    {
        private readonly SemaphoreSlim _wake = new(0);
        private readonly int _number;
        private int _parked;

        /// <param name="number">1, 2, …: it takes part while the pool has more threads than that.</param>
        public Worker(int number)
        {
            _number = number;
            new Thread(Work) { IsBackground = true, Name = $"torch worker {number}" }.UnsafeStart();
        }

        public bool IsParked => Volatile.Read(ref _parked) != 0;

        private bool TakesPart => _number < Volatile.Read(ref s_threads);

        public void Wake()
        {
            if (Volatile.Read(ref _parked) != 0 && Interlocked.Exchange(ref _parked, 0) != 0) _wake.Release();
        }

        private void Work()
        {
            while (true)
            {
                if (!SpinForJob()) Park();
                if (!TakesPart || !TryJoin()) continue;
                TakeChunks();
                Interlocked.Decrement(ref s_state);

                // The job stays open while others finish their last chunks: there is nothing left in it for us.
                for (var spinner = new SpinWait(); JobIsOpen && NothingIsLeft;) spinner.SpinOnce(sleep1Threshold: -1);
            }
        }

        private bool SpinForJob()
        {
            long until = Stopwatch.GetTimestamp() + (SpinMicroseconds * Stopwatch.Frequency / 1_000_000);
            while (TakesPart)
            {
                for (int i = 0; i < 16; i++)
                {
                    if (JobIsOpen) return true;
                    Thread.SpinWait(1);
                }

                if (Stopwatch.GetTimestamp() > until) break;
            }

            return false;
        }

        /// <summary>
        /// Sleeps until woken. Both sides write before they read (the worker that it is parked, the submitter that the job is open), so at least one of them
        /// sees the other; when both do, the wake-up that is on its way is taken.
        /// </summary>
        private void Park()
        {
            Interlocked.Exchange(ref _parked, 1);
            bool stay = !JobIsOpen || !TakesPart;
            if (stay || Interlocked.Exchange(ref _parked, 0) == 0) _wake.Wait();
        }
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
