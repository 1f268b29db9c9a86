using System.Diagnostics;

namespace TransferLearning.Training;

/// <summary>Adds up losses and tokens between two entries of the log. Time counts only while it runs.</summary>
internal sealed class StepLog
{
    private readonly Stopwatch _watch = new();
    private double _lossSum;
    private int _steps;
    private long _tokens;

    /// <summary>Lets time count.</summary>
    public void Start() => _watch.Start();

    /// <summary>Stops counting time, for an evaluation.</summary>
    public void Pause() => _watch.Stop();

    /// <summary>Adds a step.</summary>
    public void Add(double loss, long tokens)
    {
        _lossSum += loss;
        _tokens += tokens;
        _steps++;
    }

    /// <summary>The entry of the steps since the one before.</summary>
    public LogEntry Take(TrainerState state, double learningRate)
    {
        var entry = new LogEntry
        {
            Step = state.GlobalStep,
            Epoch = state.Epoch,
            Loss = _lossSum / Math.Max(1, _steps),
            LearningRate = learningRate,
            TokensPerSecond = _tokens / _watch.Elapsed.TotalSeconds,
        };
        (_lossSum, _steps, _tokens) = (0, 0, 0);
        _watch.Restart();
        return entry;
    }
}
