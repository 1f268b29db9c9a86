namespace TransferLearning.Training;

/// <summary>How the learning rate changes after the warm-up. The names are Hugging Face's and PyTorch's.</summary>
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

    /// <summary>Falls by a factor every so many steps (PyTorch's <c>StepLR</c>).</summary>
    Step,

    /// <summary>
    /// Rises along half a cosine from 1/25 of the highest rate, and falls along another to 1/250,000 of it (PyTorch's
    /// <c>OneCycleLR</c>; Smith and Topin 2018). The rise is the warm-up; 30 % of the steps when none is set.
    /// </summary>
    OneCycle,
}

/// <summary>The learning rate of each step, as a factor of the highest one: it rises in a straight line during the warm-up, and then follows its type.</summary>
public sealed class LearningRateSchedule
{
    // PyTorch's defaults: pct_start, div_factor and final_div_factor of OneCycleLR.
    private const double OneCycleRise = 0.3;
    private const double OneCycleFirst = 1.0 / 25;
    private const double OneCycleLast = OneCycleFirst / 1e4;

    private readonly SchedulerType _type;
    private readonly int _warmupSteps;
    private readonly int _totalSteps;
    private readonly int _stepSize;
    private readonly double _gamma;

    /// <summary>Creates a schedule.</summary>
    /// <param name="type">What comes after the warm-up.</param>
    /// <param name="warmupSteps">Steps over which the rate rises from zero, 0 or more.</param>
    /// <param name="totalSteps">Steps of the whole training, at least 1.</param>
    /// <param name="stepSize">Steps after which the rate of <see cref="SchedulerType.Step"/> falls, at least 1; <see langword="null"/> for a third of the steps.</param>
    /// <param name="gamma">The factor by which it falls, above 0 and at most 1.</param>
    public LearningRateSchedule(SchedulerType type, int warmupSteps, int totalSteps, int? stepSize = null, double gamma = 0.1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(warmupSteps);
        ArgumentOutOfRangeException.ThrowIfLessThan(totalSteps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stepSize ?? 1, 1, nameof(stepSize));
        if (!(gamma is > 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(gamma), gamma, "The factor must be above 0 and at most 1.");
        _type = type;
        _totalSteps = totalSteps;
        _warmupSteps = type switch
        {
            SchedulerType.Constant => 0,
            SchedulerType.OneCycle when warmupSteps == 0 => (int)Math.Round(OneCycleRise * totalSteps),
            _ => warmupSteps,
        };
        _stepSize = stepSize ?? Math.Max(1, (int)Math.Ceiling(totalSteps / 3.0));
        _gamma = gamma;
    }

    /// <summary>The factor in [0, 1] for a step.</summary>
    /// <param name="step">The number of optimizer steps made before, from 0.</param>
    public double Factor(int step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        if (_type == SchedulerType.OneCycle) return OneCycle(step);
        if (step < _warmupSteps) return (double)step / _warmupSteps;

        var sinceWarmup = step - _warmupSteps;
        var progress = Math.Min(1, (double)sinceWarmup / Math.Max(1, _totalSteps - _warmupSteps));
        return _type switch
        {
            SchedulerType.Linear => 1 - progress,
            SchedulerType.Cosine => HalfCosine(1, 0, progress),
            SchedulerType.Step => Math.Pow(_gamma, sinceWarmup / _stepSize),
            _ => 1,
        };
    }

    /// <summary>PyTorch counts the steps of a cycle from 0 to the last one, so that its top and its end are reached on a step.</summary>
    private double OneCycle(int step)
    {
        var (top, end) = (_warmupSteps - 1, _totalSteps - 1);
        return step <= top
            ? HalfCosine(OneCycleFirst, 1, top == 0 ? 1 : (double)step / top)
            : HalfCosine(1, OneCycleLast, Math.Min(1, (double)(step - top) / Math.Max(1, end - top)));
    }

    private static double HalfCosine(double from, double to, double progress) => to + ((from - to) * (1 + Math.Cos(Math.PI * progress)) / 2);
}
