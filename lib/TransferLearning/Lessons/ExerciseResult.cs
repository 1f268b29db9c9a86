using TransferLearning.Charts;

namespace TransferLearning.Lessons;

/// <summary>What the check of an exercise answers: not done yet, not right yet (and what is wrong), or done.</summary>
public sealed class ExerciseResult : RichOutput
{
    private ExerciseResult(string exercise, ExerciseStatus status, string message)
    {
        Exercise = exercise;
        Status = status;
        Message = message;
    }

    /// <summary>The exercise's name, such as <c>Exercise 2</c>.</summary>
    public string Exercise { get; }

    /// <summary>How far it is.</summary>
    public ExerciseStatus Status { get; }

    /// <summary>What is missing or wrong, or a word of praise.</summary>
    public string Message { get; }

    /// <summary>The cell still holds its placeholder.</summary>
    public static ExerciseResult NotDone(string exercise, string todo) => new(exercise, ExerciseStatus.NotDone, todo);

    /// <summary>An answer that is not right yet; <paramref name="problem"/> says what is wrong with it.</summary>
    public static ExerciseResult Wrong(string exercise, string problem) => new(exercise, ExerciseStatus.Wrong, problem);

    /// <summary>A right answer.</summary>
    public static ExerciseResult Right(string exercise, string praise) => new(exercise, ExerciseStatus.Right, praise);

    /// <inheritdoc/>
    public override string ToPlainText() => $"{Exercise}: {Heading()}. {Message}";

    /// <inheritdoc/>
    public override string ToHtml()
    {
        // The colour is the border's alone: no text colour is legible on light and on dark pages alike.
        var colour = Status switch
        {
            ExerciseStatus.Right => "#117733",
            ExerciseStatus.Wrong => "#aa4400",
            _ => "#666677",
        };
        return $"""
            <div role="status" style="border-left:4px solid {colour};padding:.4em .8em;margin:.4em 0"><strong>{Mark()} {Markup.Encode(Exercise)}: {Heading()}.</strong> {Markup.Encode(Message)}</div>
            """;
    }

    private string Heading() => Status switch
    {
        ExerciseStatus.Right => "right",
        ExerciseStatus.Wrong => "not right yet",
        _ => "not done yet",
    };

    private string Mark() => Status switch
    {
        ExerciseStatus.Right => "✓",
        ExerciseStatus.Wrong => "✗",
        _ => "○",
    };
}
