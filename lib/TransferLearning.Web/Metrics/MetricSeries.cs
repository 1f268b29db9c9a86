namespace TransferLearning.Web.Metrics;

/// <summary>The numbers of one instrument under one set of labels.</summary>
/// <param name="labels">The labels as Prometheus writes them, without braces; empty for none.</param>
/// <param name="bounds">The upper bounds of a histogram's buckets, ascending; empty for anything else.</param>
internal sealed class MetricSeries(string labels, double[] bounds)
{
    private readonly Lock _lock = new();
    private readonly long[] _buckets = new long[bounds.Length + 1];
    private double _sum;

    public string Labels => labels;

    /// <summary>Adds to a counter.</summary>
    public void Add(double value)
    {
        lock (_lock)
            _sum += value;
    }

    /// <summary>Sets a gauge.</summary>
    public void Set(double value)
    {
        lock (_lock)
            _sum = value;
    }

    /// <summary>Records a value in a histogram.</summary>
    public void Record(double value)
    {
        var place = Array.BinarySearch(bounds, value);
        lock (_lock)
        {
            _buckets[place >= 0 ? place : ~place]++;
            _sum += value;
        }
    }

    /// <summary>The sum of all values, and how many lie in each bucket.</summary>
    public (double Sum, long[] Buckets) Read()
    {
        lock (_lock)
            return (_sum, [.. _buckets]);
    }
}
