using TransferLearning.Compression;
using TransferLearning.Tests.Data;
using TransferLearning.Tests.Inference;
using TransferLearning.Tests.Training;
using TransferLearning.Training;

namespace TransferLearning.Tests.Compression;

public sealed class CompareModelsTests
{
    [Fact]
    public void A_row_tells_size_speed_and_quality_of_each_model()
    {
        using var model = ToyReviews.Bert();
        new Trainer(model, new() { LearningRate = 3e-3, PerDeviceTrainBatchSize = 16, NumTrainEpochs = 12 }, ToyReviews.Tokens(96, 1)).Train();
        using var folder = ToyEncoders.Save(model);
        using var quantized = new TemporaryFolder();
        Quantization.Quantize(folder.FullName, quantized.FullName);
        var data = ToyReviews.Texts(64, 2);

        var rows = CompareModels.Measure([folder.FullName, quantized.FullName], data, latencyTexts: 10);

        Assert.Equal(new Trainer(model).Evaluate(ToyReviews.Tokens(64, 2)).Accuracy, rows[0].Accuracy, 3);
        Assert.Equal(new FileInfo(Path.Combine(folder.FullName, "model.safetensors")).Length, rows[0].DiskBytes);
        Assert.True(rows[1].DiskBytes < rows[0].DiskBytes && rows[1].MemoryBytes < rows[0].MemoryBytes);
        Assert.All(rows, row => Assert.True(row.LatencyP50 > 0 && row.LatencyP95 >= row.LatencyP50));
        Assert.Equal(2, CompareModels.ToTable(rows).Rows.Count);
    }

    [Fact]
    public void An_lstm_stands_beside_the_encoders()
    {
        using var lstm = ToyReviews.Lstm();
        using var folder = ToyEncoders.Save(lstm);
        using var bert = ToyReviews.Bert();
        using var encoder = ToyEncoders.Save(bert);

        var rows = CompareModels.Measure([folder.FullName, encoder.FullName], ToyReviews.Texts(64, 2), latencyTexts: 4);

        Assert.Equal(new Trainer(lstm, new()).Evaluate(ToyReviews.Tokens(64, 2)).Accuracy, rows[0].Accuracy, 3);
        Assert.Equal(rows[0].DiskBytes, rows[0].MemoryBytes);
    }
}
