using TransferLearning.Lessons;
using static TorchSharp.torch;

namespace TransferLearning.Tests.Lessons;

public sealed class Lesson00Tests
{
    private static Tensor Reviews => tensor(new float[,] { { 1, 0, 3 }, { 0, 2, 1 }, { 4, 1, 0 }, { 1, 1, 1 } });

    private static Tensor Point => tensor(new float[] { -1f, 0.5f, 2f });

    [Fact]
    public void Untouched_exercises_are_not_done_rather_than_wrong() => Assert.All(
        [Lesson00.CheckTwoByThree(null), Lesson00.CheckCentredColumns(Reviews, null), Lesson00.CheckCubeGradient(Point, null)],
        result => Assert.Equal(ExerciseStatus.NotDone, result.Status));

    [Fact]
    public void Two_rows_and_three_columns_are_told_from_other_shapes()
    {
        AssertResult(Lesson00.CheckTwoByThree(arange(1, 7, float32).reshape(2, 3)), ExerciseStatus.Right, "row by row");
        Assert.Equal(ExerciseStatus.Wrong, Lesson00.CheckTwoByThree(arange(1, 7, float32).reshape(3, 2)).Status);
        Assert.Equal(ExerciseStatus.Wrong, Lesson00.CheckTwoByThree(arange(0, 6, float32).reshape(2, 3)).Status);
    }

    [Fact]
    public void Centred_columns_are_told_from_centred_rows()
    {
        AssertResult(Lesson00.CheckCentredColumns(Reviews, Reviews - Reviews.mean([0], keepdim: true)), ExerciseStatus.Right, "broadcasting");
        AssertResult(Lesson00.CheckCentredColumns(Reviews, Reviews - Reviews.mean([1], keepdim: true)), ExerciseStatus.Wrong, "each row's mean");
        AssertResult(Lesson00.CheckCentredColumns(Reviews, Reviews - Reviews.mean()), ExerciseStatus.Wrong, "one mean of everything");
        AssertResult(Lesson00.CheckCentredColumns(Reviews, Reviews.mean([0])), ExerciseStatus.Wrong, "These are the means");
        AssertResult(Lesson00.CheckCentredColumns(Reviews, Reviews.mean([0], keepdim: true)), ExerciseStatus.Wrong, "These are the means");
        AssertResult(Lesson00.CheckCentredColumns(Reviews, Reviews), ExerciseStatus.Wrong, "should be");
    }

    [Fact]
    public void A_gradient_is_told_from_one_that_was_added_to_twice_and_from_the_cubes()
    {
        var gradient = 3 * Point.square();
        AssertResult(Lesson00.CheckCubeGradient(Point, gradient), ExerciseStatus.Right, "square of each number");
        AssertResult(Lesson00.CheckCubeGradient(Point, 2 * gradient), ExerciseStatus.Wrong, "twice");
        AssertResult(Lesson00.CheckCubeGradient(Point, Point.pow(3)), ExerciseStatus.Wrong, "cubes themselves");
        AssertResult(Lesson00.CheckCubeGradient(Point, Point), ExerciseStatus.Wrong, "point itself");
        AssertResult(Lesson00.CheckCubeGradient(Point, -gradient), ExerciseStatus.Wrong, "should be");
    }

    private static void AssertResult(ExerciseResult result, ExerciseStatus status, string message)
    {
        Assert.Equal(status, result.Status);
        Assert.Contains(message, result.Message);
    }
}
