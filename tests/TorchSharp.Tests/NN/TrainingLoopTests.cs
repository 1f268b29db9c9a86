using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.utils.data;

namespace TorchSharp.Tests.NN;

/// <summary>Whole training loops, written as one writes them with the real package.</summary>
public sealed class TrainingLoopTests
{
    [Fact]
    public void A_small_transformer_learns_whether_a_word_occurs()
    {
        manual_seed(1);
        var ids = randint(2, 30, [256, 12], ScalarType.Int64);
        var labels = ids.eq(7).any(1).to(ScalarType.Int64);
        var mask = ones(256, 12, ScalarType.Int64);
        using var model = new TinyDistilBert(vocabulary: 30, positions: 12, labels: 2);
        using var optimizer = optim.AdamW(model.parameters(), 3e-3, weight_decay: 0.01);
        using var loader = DataLoader(TensorDataset(ids, mask, labels), 32, shuffle: true);

        for (int epoch = 0; epoch < 12; epoch++)
        {
            foreach (var batch in loader)
            {
                using var scope = NewDisposeScope();
                optimizer.zero_grad();
                var loss = nn.functional.cross_entropy(model.call(batch[0], batch[1]), batch[2]);
                loss.backward();
                nn.utils.clip_grad_norm_(model.parameters(), 1);
                optimizer.step();
            }
        }

        model.eval();
        using var _ = no_grad();
        double accuracy = model.call(ids, mask).argmax(1).eq(labels).to(ScalarType.Float32).mean().item<float>();
        Assert.True(accuracy > 0.97, $"accuracy {accuracy}");
    }

    [Fact]
    public void An_lstm_learns_which_end_is_larger()
    {
        manual_seed(2);
        var x = rand(200, 8, 1);
        var labels = x[TensorIndex.Colon, 0, 0].gt(x[TensorIndex.Colon, 7, 0]).to(ScalarType.Float32);
        using var lstm = nn.LSTM(1, 12, batchFirst: true, bidirectional: true);
        using var head = nn.Linear(24, 1);
        var criterion = nn.BCEWithLogitsLoss();
        using var optimizer = optim.Adam([.. lstm.parameters(), .. head.parameters()], 0.02);
        double first = 0, last = 0;
        for (int step = 0; step < 150; step++)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            var (_, hidden, _) = lstm.call(x);
            var loss = criterion.call(head.call(cat([hidden[0], hidden[1]], 1)).squeeze(-1), labels);
            loss.backward();
            optimizer.step();
            last = loss.item<float>();
            if (step == 0) first = last;
        }
        Assert.True(last < first / 4, $"loss {first}, then {last}");
    }

    [Fact]
    public void Convolutions_with_batch_normalization_learn_where_the_bright_spot_is()
    {
        manual_seed(3);
        var labels = randint(0, 2, [128], ScalarType.Int64);
        var images = rand(128, 1, 8, 8);
        for (int i = 0; i < 128; i++) images[i, 0, 2, labels[i].item<long>() == 0 ? 1 : 6] = 3;
        using var model = nn.Sequential(
            ("conv", nn.Conv2d(1, 6, 3, Padding.Same)), ("norm", nn.BatchNorm2d(6)), ("relu", nn.ReLU()), ("pool", nn.MaxPool2d(2)),
            ("flatten", nn.Flatten()), ("drop", nn.Dropout(0.2)), ("head", nn.Linear(6 * 16, 2)));
        using var optimizer = optim.SGD(model.parameters(), 0.05, momentum: 0.9);
        for (int step = 0; step < 30; step++)
        {
            using var scope = NewDisposeScope();
            model.zero_grad();
            nn.functional.cross_entropy(model.call(images), labels).backward();
            optimizer.step();
        }
        model.eval();
        using var _ = no_grad();
        Assert.Equal(1, model.call(images).argmax(1).eq(labels).to(ScalarType.Float32).mean().item<float>(), 0.05);
    }
}
