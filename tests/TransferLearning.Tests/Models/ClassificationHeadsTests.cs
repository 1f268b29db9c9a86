using TorchSharp.Modules;
using TransferLearning.Models;
using static TorchSharp.torch;

namespace TransferLearning.Tests.Models;

public class ClassificationHeadsTests
{
    public static TheoryData<string, long> Heads => new()
    {
        // The counts follow from the layers' sizes: inputs x outputs + outputs for a linear layer, 2 x size for a layer norm.
        { nameof(ClassificationHeads.Plain), (768 * 3) + 3 },
        { nameof(ClassificationHeads.Small), (768 * 64) + 64 + 128 + (64 * 3) + 3 },
        { nameof(ClassificationHeads.Custom), (768 * 256) + 256 + 512 + (256 * 64) + 64 + 128 + (64 * 3) + 3 },
    };

    [Theory]
    [MemberData(nameof(Heads))]
    public void A_head_turns_features_into_one_score_a_label(string name, long parameters)
    {
        using var scope = NewDisposeScope();
        using var head = Make(name);

        var scores = head.call(randn(5, 768));
        scores.sum().backward();

        Assert.Equal([5L, 3L], scores.shape);
        Assert.Equal(parameters, head.parameters().Sum(parameter => parameter.NumberOfElements));
        Assert.All(head.parameters(), parameter => Assert.NotNull(parameter.grad));
    }

    [Theory]
    [InlineData(nameof(ClassificationHeads.Plain))]
    [InlineData(nameof(ClassificationHeads.Small))]
    [InlineData(nameof(ClassificationHeads.Custom))]
    public void Dropout_acts_in_training_only(string name)
    {
        using var scope = NewDisposeScope();
        using var head = Make(name);
        var features = randn(5, 768);

        head.eval();
        Assert.Equal(Fixture.Floats(head.call(features)), Fixture.Floats(head.call(features)));
        head.train();
        Assert.NotEqual(Fixture.Floats(head.call(features)), Fixture.Floats(head.call(features)));
    }

    private static Sequential Make(string name)
    {
        manual_seed(7);
        return name switch
        {
            nameof(ClassificationHeads.Plain) => ClassificationHeads.Plain(768, 3),
            nameof(ClassificationHeads.Small) => ClassificationHeads.Small(768, 3),
            _ => ClassificationHeads.Custom(768, 3),
        };
    }
}
