namespace TransferLearning.Training;

/// <summary>Training cannot go on. The message says at which step and why, what is kept, and what to do.</summary>
public sealed class TrainingException : Exception
{
    /// <summary>Creates the error.</summary>
    public TrainingException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the error, with what caused it.</summary>
    public TrainingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
