using TransferLearning.Lessons;
using TransferLearning.Models;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TransferLearning.Tests.Lessons;

public sealed class Lesson04Tests
{
    private const int Width = 8;
    private const int Inner = 20;
    private static readonly BertConfig s_config = new() { VocabSize = 11, HiddenSize = Width, NumHiddenLayers = 3, NumAttentionHeads = 2, IntermediateSize = Inner, MaxPositionEmbeddings = 5 };

    private static Tensor Query => tensor(new float[] { 2, -1, 0.5f, 1 });

    private static Tensor Keys => tensor(new float[,] { { 1, 0, 0, 1 }, { 0, 1, 1, 0 }, { 2, -1, 0, 1 } });

    [Fact]
    public void Weights_by_softmax_of_scaled_products_are_right() =>
        AssertRight(Lesson04.CheckAttentionWeights(Query, Keys, functional.softmax(Keys.matmul(Query) / 2, 0)));

    [Fact]
    public void Weights_that_miss_a_step_are_told_which()
    {
        var products = Keys.matmul(Query);
        AssertWrong("Softmax turns them", Lesson04.CheckAttentionWeights(Query, Keys, products / 2));
        AssertWrong("These are the dot products", Lesson04.CheckAttentionWeights(Query, Keys, products));
        AssertWrong("not divided by the root of the size, √4", Lesson04.CheckAttentionWeights(Query, Keys, functional.softmax(products, 0)));
        AssertWrong("divided by the size, 4", Lesson04.CheckAttentionWeights(Query, Keys, functional.softmax(products / 4, 0)));
        AssertWrong("the shape is (1, 3)", Lesson04.CheckAttentionWeights(Query, Keys, functional.softmax(products / 2, 0).unsqueeze(0)));
        AssertWrong("(2)", Lesson04.CheckAttentionWeights(Query, Keys, ones(2)));
        AssertNotDone(Lesson04.CheckAttentionWeights(Query, Keys, null));
    }

    [Fact]
    public void A_layers_weights_are_those_that_the_library_counts()
    {
        using var model = new BertModel(s_config);
        var counted = model.named_parameters().Where(p => p.name.StartsWith("encoder.layer.1.", StringComparison.Ordinal)).Sum(p => p.parameter.NumberOfElements);
        AssertRight(Lesson04.CheckLayerWeights(s_config, counted));
    }

    [Theory]
    [InlineData(4 * Width, "layer norms have a factor and a shift")]
    [InlineData((5 * Width) + Inner, "has a bias, too")]
    [InlineData((9 * Width) + Inner, "These are the six matrices")]
    [InlineData(Width * (Width + 1), "a fourth")]
    [InlineData(1, "Add up")]
    public void A_layers_weights_that_are_forgotten_are_named(int forgotten, string problem) =>
        AssertWrong(problem, Lesson04.CheckLayerWeights(s_config, LayerWeights - forgotten));

    [Fact]
    public void A_count_of_a_part_or_of_all_layers_is_recognised()
    {
        AssertWrong("That is attention", Lesson04.CheckLayerWeights(s_config, 4 * Width * (Width + 1)));
        AssertWrong("That is the feed-forward network", Lesson04.CheckLayerWeights(s_config, (2 * Width * Inner) + Inner + Width));
        AssertWrong("all 3 layers", Lesson04.CheckLayerWeights(s_config, 3 * LayerWeights));
        AssertNotDone(Lesson04.CheckLayerWeights(s_config, null));
        Assert.Throws<ArgumentException>(() => Lesson04.CheckLayerWeights(new Gpt2Config(), 1));
    }

    [Fact]
    public void A_window_mask_hides_the_future_and_the_distant_past() => AssertRight(Lesson04.CheckWindowMask(6, 3, Mask(6, (row, column) => column > row || row - column >= 3)));

    [Fact]
    public void A_wrong_window_mask_is_told_what_is_wrong()
    {
        AssertWrong("other way round", Lesson04.CheckWindowMask(6, 3, Mask(6, (row, column) => column <= row && row - column < 3)));
        AssertWrong("too far back", Lesson04.CheckWindowMask(6, 3, Mask(6, (row, column) => column > row)));
        AssertWrong("Hide the future", Lesson04.CheckWindowMask(6, 3, Mask(6, (row, column) => row - column >= 3)));
        AssertWrong("transposed", Lesson04.CheckWindowMask(6, 3, Mask(6, (row, column) => row > column || column - row >= 3)));
        AssertWrong("sees 4 tokens", Lesson04.CheckWindowMask(6, 3, Mask(6, (row, column) => column > row || row - column > 3)));
        AssertWrong("sees 2 tokens", Lesson04.CheckWindowMask(6, 3, Mask(6, (row, column) => column > row || row - column >= 2)));
        AssertWrong("must see itself", Lesson04.CheckWindowMask(6, 3, Mask(6, (row, column) => column >= row || row - column >= 3)));
        AssertWrong("token 0 must not look at token 0", Lesson04.CheckWindowMask(6, 3, Mask(6, (row, column) => row == 0 || column > row || row - column >= 3)));
        AssertWrong("(6, 5)", Lesson04.CheckWindowMask(6, 3, zeros(6, 5).to_type(ScalarType.Bool)));
        AssertWrong("Float32", Lesson04.CheckWindowMask(6, 3, zeros(6, 6)));
        AssertNotDone(Lesson04.CheckWindowMask(6, 3, null));
    }

    [Fact]
    public void A_tensor_becomes_a_matrix_row_by_row()
    {
        Assert.Equal(new float[,] { { 1, 4 }, { 2, 5 }, { 3, 6 } }, arange(1, 7).reshape(2, 3).t().ToMatrix());
        Assert.Contains("(2)", Assert.Throws<ArgumentException>(() => ones(2).ToMatrix()).Message);
    }

    [Fact]
    public void Ids_become_a_batch_of_one_and_come_back()
    {
        var batch = new[] { 2, 17, 3 }.ToBatch();
        Assert.Equal([1, 3], batch.shape);
        Assert.Equal(ScalarType.Int64, batch.dtype);
        Assert.Equal([2, 17, 3], batch.ToIds());
        Assert.Equal([4, 5], tensor(new long[,] { { 1, 2 }, { 4, 5 } }).ToIds(row: 1));
    }

    private static long LayerWeights => (4 * Width * (Width + 1)) + (2 * Width * Inner) + Inner + Width + (4 * Width);

    private static Tensor Mask(int size, Func<int, int, bool> isHidden) =>
        tensor(Enumerable.Range(0, size * size).Select(i => isHidden(i / size, i % size)).ToArray()).reshape(size, size);

    private static void AssertRight(ExerciseResult result) => Assert.True(result.Status == ExerciseStatus.Right, result.Message);

    private static void AssertNotDone(ExerciseResult result) => Assert.Equal(ExerciseStatus.NotDone, result.Status);

    private static void AssertWrong(string problem, ExerciseResult result)
    {
        Assert.Equal(ExerciseStatus.Wrong, result.Status);
        Assert.Contains(problem, result.Message);
    }
}
