using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace TransferLearning.Web.Metrics;

/// <summary>Listens to the meters of one server and writes what they measured in Prometheus's text format 0.0.4.</summary>
internal sealed class PrometheusText : IDisposable
{
    /// <summary>The media type of the text.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>The runtime's meter, which belongs to the process and to no server.</summary>
    private const string RuntimeMeter = "System.Runtime";

    private static readonly HashSet<string> s_meters = [ServerMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel"];
    private static readonly HashSet<string> s_runtime =
        ["dotnet.process.memory.working_set", "dotnet.process.cpu.time", "dotnet.gc.last_collection.heap.size", "dotnet.gc.collections", "dotnet.thread_pool.thread.count"];

    private readonly ConcurrentDictionary<Instrument, MetricFamily> _families = new();
    private readonly MeterListener _listener = new();

    /// <param name="factory">Made the server's meters: another server in this process has another one.</param>
    public PrometheusText(IMeterFactory factory)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if ((instrument.Meter.Scope == factory && s_meters.Contains(instrument.Meter.Name)) || (instrument.Meter.Name == RuntimeMeter && s_runtime.Contains(instrument.Name)))
                listener.EnableMeasurementEvents(instrument, _families.GetOrAdd(instrument, static instrument => new MetricFamily(instrument)));
        };
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, family) => Measure(family, value, tags));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, family) => Measure(family, value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, family) => Measure(family, value, tags));
        _listener.Start();
    }

    /// <summary>Everything that was measured up to now.</summary>
    public string Write()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var (_, family) in _families.OrderBy(pair => pair.Key.Name, StringComparer.Ordinal))
            family.Write(text);
        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private static void Measure(object? family, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => ((MetricFamily)family!).Measure(value, tags);
}
