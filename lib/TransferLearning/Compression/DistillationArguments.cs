using TransferLearning.Training;

namespace TransferLearning.Compression;

/// <summary>How a student learns from its teacher (Hinton, Vinyals, Dean 2015; hidden states as Sun et al. 2019 and Sanh et al. 2019).</summary>
public sealed record DistillationArguments
{
    /// <summary>The softness of the teacher's answers, above 0: scores are divided by it before softmax, so that the labels that it thinks wrong still tell something.</summary>
    public double Temperature { get; init; } = 2;

    /// <summary>The teacher's share of the loss, from 0 to 1; the rest is the true labels'.</summary>
    public double Alpha { get; init; } = 0.7;

    /// <summary>The weight of the difference between the student's and the teacher's hidden states, 0 or more; 0 leaves it out.</summary>
    public double HiddenStateWeight { get; init; }

    /// <summary>How the student is trained.</summary>
    public TrainingArguments Training { get; init; } = new();

    internal void Validate()
    {
        if (!(Temperature > 0) || double.IsInfinity(Temperature)) throw new ArgumentException($"{nameof(Temperature)} is {Temperature}, and must be a number above 0.");
        if (!(Alpha >= 0 && Alpha <= 1)) throw new ArgumentException($"{nameof(Alpha)} is {Alpha}, and must lie between 0 and 1.");
        if (!(HiddenStateWeight >= 0) || double.IsInfinity(HiddenStateWeight)) throw new ArgumentException($"{nameof(HiddenStateWeight)} is {HiddenStateWeight}, and must be 0 or more.");
    }
}
