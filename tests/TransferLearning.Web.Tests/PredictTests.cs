using System.Net;
using System.Text.Json;
using TransferLearning.Inference;

namespace TransferLearning.Web.Tests;

public sealed class PredictTests(ToyModel model) : IClassFixture<ToyModel>
{
    [Fact]
    public async Task A_review_is_answered_with_label_scores_model_and_milliseconds()
    {
        await using var server = await RunningServer.StartAsync(RunningServer.Options(model.Folder));

        var answer = await server.PredictAsync("the plot was gripping");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("application/json; charset=utf-8", answer.Headers["Content-Type"]);
        Assert.Equal("positive", answer.Json.GetProperty("label").GetString());
        Assert.Equal("toy", answer.Json.GetProperty("model").GetString());
        Assert.True(answer.Json.GetProperty("milliseconds").GetDouble() > 0);
        var scores = answer.Json.GetProperty("scores");
        Assert.Equal(1, scores.GetProperty("negative").GetSingle() + scores.GetProperty("positive").GetSingle(), 1e-5f);
        Assert.Equal(scores.GetProperty("positive").GetSingle(), answer.Json.GetProperty("score").GetSingle());
        Assert.False(answer.Json.GetProperty("truncated").GetBoolean());
    }

    [Fact]
    public async Task Several_reviews_are_answered_in_their_order_with_what_the_pipeline_says()
    {
        await using var server = await RunningServer.StartAsync(RunningServer.Options(model.Folder));
        string[] reviews = ["the plot was gripping", "the cast was dreadful and the score and the film", "the ending was funny and the script", "the film was bland"];

        var answer = await server.PostAsync("/predict", JsonSerializer.Serialize(new { reviews }));

        var expected = TextClassificationPipeline.FromPretrained(model.Folder).Classify(reviews, topK: null);
        var predictions = answer.Json.GetProperty("predictions").EnumerateArray().ToArray();
        Assert.Equal(reviews.Length, predictions.Length);
        for (var i = 0; i < reviews.Length; i++)
        {
            Assert.Equal(expected[i][0].Label, predictions[i].GetProperty("label").GetString());
            foreach (var (label, score) in expected[i])
                Assert.Equal(score, predictions[i].GetProperty("scores").GetProperty(label).GetSingle(), 1e-4f);
        }
    }

    [Fact]
    public async Task A_text_that_is_longer_than_the_model_reads_is_cut_and_the_answer_says_where()
    {
        await using var server = await RunningServer.StartAsync(RunningServer.Options(model.Folder));
        var review = "the plot was gripping " + string.Concat(Enumerable.Repeat("and the film ", 100));

        var answer = (await server.PredictAsync(review)).Json;

        Assert.True(answer.GetProperty("truncated").GetBoolean());
        Assert.Equal(64, answer.GetProperty("tokens").GetInt32());
        var read = review[..answer.GetProperty("charactersRead").GetInt32()];
        Assert.Equal(62, read.Split(' ').Length); // 64 tokens less [CLS] and [SEP]; every word is a token
    }

    [Fact]
    public async Task A_text_beyond_the_limit_of_characters_is_cut_before_tokens_are_made_of_it()
    {
        await using var server = await RunningServer.StartAsync(RunningServer.Options(model.Folder) with { MaxCharacters = 21 });

        var answer = (await server.PredictAsync("the plot was gripping and the film")).Json;

        Assert.True(answer.GetProperty("truncated").GetBoolean());
        Assert.Equal(21, answer.GetProperty("charactersRead").GetInt32());
        Assert.Equal("positive", answer.GetProperty("label").GetString());
    }

    [Fact]
    public async Task The_words_of_an_explanation_lie_in_the_text_and_the_telling_one_weighs_most()
    {
        await using var server = await RunningServer.StartAsync(RunningServer.Options(model.Folder));
        const string review = "The plot was dreadful, and the film!";

        var answer = (await server.PostAsync("/explain", JsonSerializer.Serialize(new { review }))).Json;

        Assert.Equal("negative", answer.GetProperty("label").GetString());
        Assert.Equal("occlusion", answer.GetProperty("method").GetString());
        var words = answer.GetProperty("words").EnumerateArray().ToArray();
        Assert.Equal(["The", "plot", "was", "dreadful", ",", "and", "the", "film", "!"], words.Select(word => word.GetProperty("text").GetString()));
        Assert.All(words, word => Assert.Equal(review[word.GetProperty("start").GetInt32()..word.GetProperty("end").GetInt32()], word.GetProperty("text").GetString()));
        Assert.Equal("dreadful", words.MaxBy(word => word.GetProperty("weight").GetSingle()).GetProperty("text").GetString());
        Assert.True(words[3].GetProperty("weight").GetSingle() > 0.2);
    }

    [Fact]
    public async Task A_long_text_is_explained_with_a_limited_number_of_runs()
    {
        var classifier = new SteeredClassifier();
        await using var server = await RunningServer.StartAsync(RunningServer.Options() with { MaxExplainedWords = 3, MaxBatchTexts = 100 }, classifier);
        classifier.Seen.Clear();

        var answer = await server.PostAsync("/explain", """{"review": "one two three four five six seven"}""");

        Assert.Equal(7, answer.Json.GetProperty("words").GetArrayLength());
        Assert.Equal(["one two three four five six seven", "four five six seven", "one two three seven", "one two three four five six"], classifier.Seen);
    }

    [Fact]
    public async Task The_models_are_listed_with_their_labels()
    {
        await using var server = await RunningServer.StartAsync(RunningServer.Options(model.Folder));

        var description = (await server.GetAsync("/models")).Json.GetProperty("models").EnumerateArray().Single();

        Assert.Equal("toy", description.GetProperty("name").GetString());
        Assert.Equal("bert", description.GetProperty("architecture").GetString());
        Assert.Equal("float32", description.GetProperty("precision").GetString());
        Assert.Equal(["negative", "positive"], description.GetProperty("labels").EnumerateArray().Select(label => label.GetString()));
        Assert.Equal(64, description.GetProperty("maxTokens").GetInt32());
    }

    [Fact]
    public async Task Health_and_readiness_are_answered()
    {
        await using var server = await RunningServer.StartAsync(RunningServer.Options(model.Folder));

        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync("/healthz")).Status);
        Assert.Equal("ok", (await server.GetAsync("/readyz")).Json.GetProperty("status").GetString());
    }
}
