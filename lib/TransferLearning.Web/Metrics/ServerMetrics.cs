using System.Diagnostics.Metrics;

namespace TransferLearning.Web.Metrics;

/// <summary>What the server measures of itself, beside what ASP.NET Core measures of every server. Names and units follow OpenTelemetry's conventions.</summary>
internal sealed class ServerMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "TransferLearning.Web";

    private readonly Meter _meter;
    private readonly Counter<long> _texts;
    private readonly Counter<long> _tokens;
    private readonly Counter<long> _truncated;
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _loads;
    private readonly Histogram<double> _wait;
    private readonly Histogram<double> _batchDuration;
    private readonly Histogram<long> _batchSize;

    public ServerMetrics(IMeterFactory factory)
    {
        _meter = factory.Create(MeterName);
        _texts = _meter.CreateCounter<long>("course.texts", "{text}", "Texts that the model has scored.");
        _tokens = _meter.CreateCounter<long>("course.tokens", "{token}", "Tokens that the model has seen.");
        _truncated = _meter.CreateCounter<long>("course.texts.truncated", "{text}", "Texts of which the model saw only the beginning.");
        _dropped = _meter.CreateCounter<long>("course.texts.dropped", "{text}", "Texts that were dropped before the model saw them, because nobody waited any more.");
        _rejected = _meter.CreateCounter<long>("course.requests.rejected", "{request}", "Requests that were turned away, by reason.");
        _loads = _meter.CreateCounter<long>("course.model.loads", "{load}", "Times that the model was loaded, by outcome.");
        _wait = _meter.CreateHistogram<double>("course.queue.wait", "s", "Time from a text's arrival to the start of its batch.");
        _batchDuration = _meter.CreateHistogram<double>("course.batch.duration", "s", "Time that the model takes for a batch.");
        _batchSize = _meter.CreateHistogram<long>("course.batch.size", "{text}", "Texts in a batch.");
    }

    /// <summary>Publishes the queue's length.</summary>
    public void ObserveQueue(Func<int> length) => _meter.CreateObservableUpDownCounter("course.queue.length", length, "{text}", "Texts that wait for the model.");

    public void Waited(TimeSpan time) => _wait.Record(time.TotalSeconds);

    public void Batch(int texts, int tokens, TimeSpan time)
    {
        _texts.Add(texts);
        _tokens.Add(tokens);
        _batchSize.Record(texts);
        _batchDuration.Record(time.TotalSeconds);
    }

    public void Truncated(int texts)
    {
        if (texts > 0)
            _truncated.Add(texts);
    }

    public void Dropped() => _dropped.Add(1);

    /// <param name="reason">The problem's code, such as <c>queue-full</c>.</param>
    public void Rejected(string reason) => _rejected.Add(1, new KeyValuePair<string, object?>("reason", reason));

    /// <param name="isLoaded">False if the folder could not be loaded.</param>
    public void Loaded(bool isLoaded) => _loads.Add(1, new KeyValuePair<string, object?>("outcome", isLoaded ? "loaded" : "failed"));
}
