namespace TransferLearning.Training;

/// <summary>How the learning rate changes after the warm-up. The names are Hugging Face's.</summary>
public enum SchedulerType
{
    /// <summary>Falls in a straight line to zero.</summary>
    Linear,

    /// <summary>Falls to zero along half a cosine.</summary>
    Cosine,

    /// <summary>Stays as it is, without any warm-up.</summary>
    Constant,

    /// <summary>Stays as it is after the warm-up.</summary>
    ConstantWithWarmup,
}

/// <summary>The learning rate of each step, as a factor of the highest one: it rises in a straight line during the warm-up, and then follows its type.</summary>
public sealed class LearningRateSchedule
{
    private readonly SchedulerType _type;
    private readonly int _warmupSteps;
    private readonly int _totalSteps;

    /// <summary>Creates a schedule.</summary>
    /// <param name="type">What comes after the warm-up.</param>
    /// <param name="warmupSteps">Steps over which the rate rises from zero, 0 or more.</param>
    /// <param name="totalSteps">Steps of the whole training, at least 1.</param>
    public LearningRateSchedule(SchedulerType type, int warmupSteps, int totalSteps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(warmupSteps);
        ArgumentOutOfRangeException.ThrowIfLessThan(totalSteps, 1);
        _type = type;
        _warmupSteps = type == SchedulerType.Constant ? 0 : warmupSteps;
        _totalSteps = totalSteps;
    }

    /// <summary>The factor in [0, 1] for a step.</summary>
    /// <param name="step">The number of optimizer steps made before, from 0.</param>
    public double Factor(int step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        if (step < _warmupSteps) return (double)step / Math.Max(1, _warmupSteps);

        var progress = Math.Min(1, (double)(step - _warmupSteps) / Math.Max(1, _totalSteps - _warmupSteps));
        return _type switch
        {
            SchedulerType.Linear => 1 - progress,
            SchedulerType.Cosine => 0.5 * (1 + Math.Cos(Math.PI * progress)),
            _ => 1,
        };
    }
}
