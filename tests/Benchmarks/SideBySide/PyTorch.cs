using System.Globalization;

namespace Benchmarks.SideBySide;

/// <summary>PyTorch in a process of its own, under one set of circumstances.</summary>
internal sealed class PyTorch : IDisposable
{
    private readonly Peer _peer;

    private PyTorch(Peer peer) => _peer = peer;

    public string Version => _peer.Greeting;

    public int Threads
    {
        set => _peer.Ask($"threads {value}");
    }

    /// <summary>Null where there is no PyTorch.</summary>
    public static PyTorch? Start(PeerEnvironment environment)
        => Peer.Start(Path.Combine("SideBySide", "peer.py"), environment.Variables) is { } peer ? new PyTorch(peer) : null;

    /// <summary>The case's digest; it is ready to run then.</summary>
    public double[] Prepare(Workload workload) => _peer.Ask($"prepare {workload.Request}");

    public Timing Run(double seconds) => _peer.Ask(string.Create(CultureInfo.InvariantCulture, $"run {seconds}")) is [var wall, var processor]
        ? new(wall, processor)
        : throw new InvalidOperationException("PyTorch's side answered 'run' with something else than two numbers.");

    /// <summary>Peak resident bytes of the process after three calls of the case.</summary>
    public double PeakBytes(Workload workload) => PeakBytes(workload.Request);

    /// <summary>The same of a case by its name and sizes, as cases.py knows them.</summary>
    public double PeakBytes(string request) => _peer.Ask($"memory {request}")[0];

    public void Dispose() => _peer.Dispose();
}
