namespace TransferLearning.Lessons;

/// <summary>How far an exercise is.</summary>
public enum ExerciseStatus
{
    /// <summary>The cell still holds its placeholder.</summary>
    NotDone,

    /// <summary>There is an answer, but not the right one.</summary>
    Wrong,

    /// <summary>Solved.</summary>
    Right,
}
