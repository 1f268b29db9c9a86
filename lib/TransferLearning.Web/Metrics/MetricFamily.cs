using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace TransferLearning.Web.Metrics;

/// <summary>One instrument with all its series, in Prometheus's words.</summary>
internal sealed class MetricFamily
{
    /// <summary>So many sets of labels at most, lest an instrument with labels from outside eat the memory.</summary>
    private const int MaxSeries = 500;

    private static readonly double[] s_seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
    private static readonly double[] s_counts = [1, 2, 4, 8, 16, 32, 64, 128, 256];

    private readonly ConcurrentDictionary<string, MetricSeries> _series = new(StringComparer.Ordinal);
    private readonly string _name;
    private readonly string _description;
    private readonly string _type;
    private readonly double[] _bounds;

    public MetricFamily(Instrument instrument)
    {
        var kind = instrument.GetType().GetGenericTypeDefinition();
        _type = kind == typeof(Histogram<>) ? "histogram"
            : kind == typeof(Counter<>) || kind == typeof(ObservableCounter<>) ? "counter"
            : "gauge";
        IsCumulative = kind == typeof(Counter<>) || kind == typeof(UpDownCounter<>);
        IsHistogram = _type == "histogram";
        _bounds = IsHistogram ? Bounds(instrument) : [];
        _name = PrometheusNames.Of(instrument.Name, instrument.Unit, isCounter: _type == "counter");
        _description = instrument.Description ?? "";
    }

    private bool IsHistogram { get; }

    /// <summary>Whether measurements are differences, which are summed, rather than totals.</summary>
    private bool IsCumulative { get; }

    public void Measure(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = PrometheusNames.Labels(tags);
        if (!_series.TryGetValue(labels, out var series))
        {
            if (_series.Count >= MaxSeries)
                return;
            series = _series.GetOrAdd(labels, static (labels, bounds) => new MetricSeries(labels, bounds), _bounds);
        }

        if (IsHistogram)
            series.Record(value);
        else if (IsCumulative)
            series.Add(value);
        else
            series.Set(value);
    }

    public void Write(StringBuilder text)
    {
        if (_series.IsEmpty)
            return;
        text.Append("# HELP ").Append(_name).Append(' ').Append(PrometheusNames.Escaped(_description)).Append('\n');
        text.Append("# TYPE ").Append(_name).Append(' ').Append(_type).Append('\n');
        foreach (var series in _series.Values.OrderBy(series => series.Labels, StringComparer.Ordinal))
        {
            var (sum, buckets) = series.Read();
            if (IsHistogram)
                WriteHistogram(text, series.Labels, sum, buckets);
            else
                Line(text, "", series.Labels, sum);
        }
    }

    /// <summary>The bounds that the instrument's maker advises, as ASP.NET Core does by OpenTelemetry's conventions; else ours.</summary>
    private static double[] Bounds(Instrument instrument) =>
        instrument is Instrument<double> { Advice.HistogramBucketBoundaries: { Count: > 0 } advised } ? [.. advised]
        : instrument.Unit == "s" ? s_seconds
        : s_counts;

    private void WriteHistogram(StringBuilder text, string labels, double sum, long[] buckets)
    {
        var count = 0L;
        for (var i = 0; i < buckets.Length; i++)
        {
            count += buckets[i];
            var bound = i < _bounds.Length ? _bounds[i].ToString(CultureInfo.InvariantCulture) : "+Inf";
            Line(text, "_bucket", labels.Length == 0 ? $"le=\"{bound}\"" : $"{labels},le=\"{bound}\"", count);
        }

        Line(text, "_sum", labels, sum);
        Line(text, "_count", labels, count);
    }

    private void Line(StringBuilder text, string ending, string labels, double value)
    {
        text.Append(_name).Append(ending);
        if (labels.Length > 0)
            text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(value.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }
}
