using static TorchSharp.torch;

namespace TransferLearning.Lessons;

/// <summary>The checks of lesson 00's exercises.</summary>
public static class Lesson00
{
    /// <summary>Exercise 1: a float32 tensor of two rows and three columns that holds 1 to 6 row by row.</summary>
    public static ExerciseResult CheckTwoByThree(Tensor? answer)
    {
        const string name = "Exercise 1";
        if (answer is null)
            return ExerciseResult.NotDone(name, "Replace null by a tensor of two rows and three columns that holds 1 to 6.");
        using var expected = arange(1, 7, float32).reshape(2, 3);
        return TensorCheck.Difference(answer, expected) is { } difference
            ? ExerciseResult.Wrong(name, difference)
            : ExerciseResult.Right(name, "Two rows, three columns, counted row by row: that is how every tensor lies in memory.");
    }

    /// <summary>Exercise 2: the columns of <paramref name="data"/>, each with its own mean taken away.</summary>
    /// <param name="data">Any matrix, (rows, columns).</param>
    /// <param name="answer">The student's result.</param>
    public static ExerciseResult CheckCentredColumns(Tensor data, Tensor? answer)
    {
        ArgumentNullException.ThrowIfNull(data);
        const string name = "Exercise 2";
        if (answer is null)
            return ExerciseResult.NotDone(name, "Replace null by the data with each column's mean taken away.");

        using var scope = NewDisposeScope();
        var columns = data.mean([0], keepdim: true);
        if (TensorCheck.Difference(answer, data - columns) is not { } difference)
            return ExerciseResult.Right(name, "The row of means was stretched over all rows without being copied: broadcasting at work.");
        return TensorCheck.Difference(answer, data - data.mean([1], keepdim: true)) is null
            ? ExerciseResult.Wrong(name, "You took away each row's mean. Dimension 0 runs over the rows: averaging over it leaves one mean for each column.")
            : TensorCheck.Difference(answer, data - data.mean()) is null
                ? ExerciseResult.Wrong(name, "You took away one mean of everything. Each column wants its own: average over dimension 0.")
                : ExerciseResult.Wrong(name, difference);
    }

    /// <summary>Exercise 3: the gradient of the sum of x³, which is 3·x².</summary>
    /// <param name="x">The point, any shape.</param>
    /// <param name="answer">The student's gradient.</param>
    public static ExerciseResult CheckCubeGradient(Tensor x, Tensor? answer)
    {
        ArgumentNullException.ThrowIfNull(x);
        const string name = "Exercise 3";
        if (answer is null)
            return ExerciseResult.NotDone(name, "Let y be the sum of x³, call y.backward(), and replace null by x.grad.");

        using var scope = NewDisposeScope();
        var expected = 3 * x.detach().square();
        if (TensorCheck.Difference(answer, expected) is not { } difference)
            return ExerciseResult.Right(name, "3·x² for each element: the same rule that trains every model of this course.");
        return TensorCheck.Difference(answer, 2 * expected) is null
            ? ExerciseResult.Wrong(name, "It is twice what it should be: backward() adds to x.grad. Run the cell that makes x again, or zero x.grad, before the second backward().")
            : ExerciseResult.Wrong(name, difference);
    }
}
