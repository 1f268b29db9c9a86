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
        return ExerciseResult.Wrong(name, TensorCheck.ProblemOf(answer,
        [
            (data - data.mean([1], keepdim: true), "You took away each row's mean. Dimension 0 runs over the rows: averaging over it leaves one mean for each column."),
            (data - data.mean(), "You took away one mean of everything. Each column wants its own: average over dimension 0."),
            (columns, "These are the means of the columns. Take them away from the data."),
            (data.mean([0]), "These are the means of the columns. Take them away from the data."),
        ]) ?? difference);
    }

    /// <summary>Exercise 3: the gradient of the sum of x³, which is 3·x².</summary>
    /// <param name="x">The point, any shape.</param>
    /// <param name="answer">The student's gradient.</param>
    public static ExerciseResult CheckCubeGradient(Tensor x, Tensor? answer)
    {
        ArgumentNullException.ThrowIfNull(x);
        const string name = "Exercise 3";
        if (answer is null)
            return ExerciseResult.NotDone(name, "Let z be the sum of the cubes of point, call z.backward(), and replace null by point.grad (which stays null until then).");

        using var scope = NewDisposeScope();
        var expected = 3 * x.detach().square();
        if (TensorCheck.Difference(answer, expected) is not { } difference)
            return ExerciseResult.Right(name, "Three times the square of each number: the same call trains every model of this course.");
        return ExerciseResult.Wrong(name, TensorCheck.ProblemOf(answer,
        [
            (2 * expected, "It is twice what it should be: backward() adds to point.grad. Call it once, on a point that has just been made."),
            (x.detach().pow(3), "These are the cubes themselves. Their gradient is in point.grad, after backward()."),
            (x.detach(), "This is point itself. Its gradient is in point.grad, after backward()."),
        ]) ?? difference);
    }
}
