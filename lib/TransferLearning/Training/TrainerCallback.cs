namespace TransferLearning.Training;

/// <summary>Takes part in a training without changing the trainer: shows progress, keeps a history, stops early.</summary>
public abstract class TrainerCallback
{
    /// <summary>Training begins.</summary>
    public virtual void OnTrainBegin(TrainerState state, TrainerControl control)
    {
    }

    /// <summary>An optimizer step was made.</summary>
    public virtual void OnStepEnd(TrainerState state, TrainerControl control)
    {
    }

    /// <summary>An epoch is over.</summary>
    public virtual void OnEpochEnd(TrainerState state, TrainerControl control)
    {
    }

    /// <summary>An entry was added to the log.</summary>
    public virtual void OnLog(TrainerState state, LogEntry entry, TrainerControl control)
    {
    }

    /// <summary>The model was evaluated.</summary>
    public virtual void OnEvaluate(TrainerState state, EvaluationMetrics metrics, TrainerControl control)
    {
    }

    /// <summary>A checkpoint was saved.</summary>
    public virtual void OnSave(TrainerState state, string folder, TrainerControl control)
    {
    }

    /// <summary>Training is over.</summary>
    public virtual void OnTrainEnd(TrainerState state, TrainerControl control)
    {
    }
}

/// <summary>What callbacks may ask of the trainer.</summary>
public sealed class TrainerControl
{
    /// <summary>Whether training is to end after the current step.</summary>
    public bool ShouldTrainingStop { get; set; }
}
