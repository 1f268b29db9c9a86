using System.Collections.Concurrent;

namespace NetMQ.Transport;

/// <summary>The connections under way, those of closed sockets included that still have something to send.</summary>
internal static class Lingering
{
    private static readonly ConcurrentDictionary<Task, bool> Connections = new();

    public static void Add(Task connection)
    {
        Connections[connection] = true;
        connection.ContinueWith(done => Connections.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    public static void Wait() => Task.WhenAll(Connections.Keys).Wait();
}
