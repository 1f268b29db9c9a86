using System.Runtime;

namespace Notebooks.CSharp;

/// <summary>Runs code that may have to be stopped although it does not cooperate, such as an endless loop.</summary>
internal static class Interruptible
{
    // Deep recursion is common in the first program of a student.
    private const int StackSize = 64 * 1024 * 1024;

    /// <summary>
    /// Runs <paramref name="body"/> on a thread of its own. When <paramref name="abort"/> is cancelled the thread is aborted, if it still
    /// runs; what the body does after its first incomplete <c>await</c> runs elsewhere and cannot be aborted.
    /// </summary>
    /// <exception cref="OperationCanceledException">The thread was aborted.</exception>
    public static async Task<T> RunAsync<T>(Func<Task<T>> body, CancellationToken abort)
    {
        var started = new TaskCompletionSource<Task<T>>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var aborting = new CancellationTokenSource();
        var thread = new Thread(() => Start(body, started, aborting.Token), StackSize) { IsBackground = true, Name = "Notebook cell" };
        thread.Start();

        // An abort does not reach a thread that sleeps or waits; an interrupt wakes it up first.
        using var registration = abort.UnsafeRegister(_ =>
        {
            thread.Interrupt();
            aborting.Cancel();
        }, null);
        return await (await started.Task.ConfigureAwait(false)).ConfigureAwait(false);
    }

    private static void Start<T>(Func<Task<T>> body, TaskCompletionSource<Task<T>> started, CancellationToken abort)
    {
        Task<T>? task = null;
        try
        {
            // Obsolete because it is unsafe in a server; an interactive session is what it was made for.
#pragma warning disable SYSLIB0046
            ControlledExecution.Run(() => task = body(), abort);
#pragma warning restore SYSLIB0046
            started.SetResult(task!);
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            started.SetCanceled(abort);
        }
        catch (Exception error)
        {
            started.SetException(error);
        }
    }
}
