using System.Diagnostics;
using System.Net;
using System.Text;
using CourseProgram;
using TransferLearning.Lessons;
using TransferLearning.Models;
using TransferLearning.Text;

namespace Lessons.Tests;

/// <summary>The server that lesson 10 starts beside the notebook.</summary>
public sealed class ServerProcessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("course-server-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_answers_logs_without_texts_and_ends_when_it_is_disposed_of()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var server = await ServerProcess.StartAsync(CourseProcess.Root, SaveSmallModel(), ["--rate-limit", "0"], cancellation);
        using (var client = new HttpClient { BaseAddress = server.Url })
        {
            using var question = new StringContent("""{"review": "a splendid film"}""", Encoding.UTF8, "application/json");
            using var answer = await client.PostAsync("/predict", question, cancellation);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        using var process = Process.GetProcessById(server.Id);
        await server.DisposeAsync();
        Assert.True(process.HasExited);
        // Its output has been read to the end by now.
        Assert.Contains(server.Log, line => line.Contains("POST /predict 200", StringComparison.Ordinal));
        Assert.DoesNotContain(server.Log, line => line.Contains("splendid", StringComparison.Ordinal));
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_server_that_cannot_start_says_why()
    {
        var missing = Path.Combine(_folder, "nowhere");
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            ServerProcess.StartAsync(CourseProcess.Root, missing, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Contains("ended with code", error.Message, StringComparison.Ordinal);
        Assert.Contains("nowhere", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_course_that_was_not_built_is_told_how()
    {
        var error = await Assert.ThrowsAsync<FileNotFoundException>(() =>
            ServerProcess.StartAsync(_folder, "model", cancellationToken: TestContext.Current.CancellationToken));
        Assert.Contains("./course list", error.Message, StringComparison.Ordinal);
    }

    /// <summary>A classifier that has learnt nothing: it answers all the same.</summary>
    private string SaveSmallModel()
    {
        var folder = Path.Combine(_folder, "small");
        var tokenizer = new WordPieceTrainer { VocabularySize = 60, MinFrequency = 1 }.Train(["a splendid film", "a dull film"]);
        TorchSharp.torch.manual_seed(1);
        using var model = new BertForSequenceClassification((BertConfig)new BertConfig
        {
            VocabSize = tokenizer.VocabSize,
            HiddenSize = 16,
            NumHiddenLayers = 1,
            NumAttentionHeads = 2,
            IntermediateSize = 32,
            MaxPositionEmbeddings = 32,
        }.WithLabels(["negative", "positive"]));
        model.SavePretrained(folder);
        tokenizer.SavePretrained(folder);
        return folder;
    }
}
