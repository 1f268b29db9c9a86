using System.Net;
using System.Text;
using System.Text.Json;

namespace TransferLearning.Web.Tests;

/// <summary>Seeded nonsense: whatever comes, the answer is one of the few statuses that the API has, errors are problems, and the server goes on.</summary>
public sealed class FuzzTests(ToyModel model) : IClassFixture<ToyModel>
{
    private const int MaxBody = 4096;

    private static readonly byte[][] s_seeds =
    [
        .. new[]
        {
            """{"review": "the plot was gripping"}""", """{"reviews": ["the film was bland", "a funny cast \ud83d\ude00"]}""", """{"review": "naïve 映画 😀 film"}""",
            """{"review": 12.5e300, "reviews": [null, {"a": [true]}]}""", "{}", "[]", "\"x\"", "{\"review\":\"\\u0000\\u001f\"}",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    private static readonly string[] s_paths = ["/predict", "/predict", "/predict", "/explain", "/models", "/metrics", "/openapi/v1.json", "/", "/predict/", "/%2e%2e/x"];
    private static readonly string[] s_types = ["application/json", "application/json", "application/json; charset=utf-8", "application/json; charset=latin1", "text/plain", "application/problem+json"];
    private static readonly string[] s_preferences = ["wait=5", "wait=\"5\"", "wait", "wait=", "wait=-1", "wait=99999999999999999999", "wait=1e3", "respond-async, wait=7;x", ",,=,", "WAIT = 3"];
    private static readonly HashSet<int> s_statuses = [200, 400, 404, 405, 408, 413, 415, 429, 503];

    [Fact]
    public async Task Nothing_but_the_apis_own_statuses_comes_back_from_ten_thousand_requests()
    {
        const int Requests = 10_000, Seed = 8;
        await using var server = await RunningServer.StartAsync(RunningServer.Options(model.Folder) with { MaxBodyBytes = MaxBody, MaxReviews = 8 });
        var seen = new HashSet<HttpStatusCode>();
        await Parallel.ForEachAsync(Enumerable.Range(0, Requests), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken }, async (i, _) =>
        {
            var random = new Random((Seed * 1_000_003) + i);
            var body = Body(random);
            var path = s_paths[random.Next(s_paths.Length)];
            List<(string, string)> headers = random.Next(5) == 0 ? [("Prefer", s_preferences[random.Next(s_preferences.Length)])] : [];
            // The server closes a connection on which it was sent too much; the next request is not to be sent there.
            if (body.Length > MaxBody)
                headers.Add(("Connection", "close"));
            Answer answer;
            try
            {
                answer = random.Next(10) == 0
                    ? await server.GetAsync(path)
                    : await server.PostAsync(path, body, s_types[random.Next(s_types.Length)], [.. headers]);
            }
            catch (HttpRequestException) when (body.Length > MaxBody)
            {
                // The server answers 413 and closes the connection; a client that is still sending may not see more than that.
                return;
            }

            lock (seen)
                seen.Add(answer.Status);
            Assert.True(s_statuses.Contains((int)answer.Status), $"request {i} of seed {Seed}: {answer.Status} {answer.Text}");
            if ((int)answer.Status >= 400)
                Assert.Equal((int)answer.Status, answer.Json.GetProperty("status").GetInt32());
        });

        Assert.Superset(new HashSet<HttpStatusCode> { HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.NotFound, HttpStatusCode.UnsupportedMediaType }, seen);
        Assert.Equal("positive", (await server.PredictAsync("the plot was gripping")).Json.GetProperty("label").GetString());
    }

    private static byte[] Body(Random random)
    {
        switch (random.Next(6))
        {
            case 0:
                return JsonSerializer.SerializeToUtf8Bytes(new { review = Word(random) });
            case 1:
                return JsonSerializer.SerializeToUtf8Bytes(new { reviews = Enumerable.Range(0, random.Next(12)).Select(_ => Word(random)) });
            case 2:
                var noise = new byte[random.Next(5000)];
                random.NextBytes(noise);
                return noise;
            default:
                var body = s_seeds[random.Next(s_seeds.Length)].ToList();
                for (var change = random.Next(6); change > 0; change--)
                {
                    var at = random.Next(body.Count);
                    switch (random.Next(4))
                    {
                        case 0: body[at] = (byte)random.Next(256); break;
                        case 1: body.Insert(at, (byte)"{}[]\",:\\u0 \n"[random.Next(12)]); break;
                        case 2 when body.Count > 1: body.RemoveAt(at); break;
                        default: body.InsertRange(at, body.GetRange(at, Math.Min(random.Next(40), body.Count - at))); break;
                    }
                }

                return [.. body];
        }
    }

    /// <summary>Text of all sorts, also from the far ends of Unicode.</summary>
    private static string Word(Random random)
    {
        var text = new StringBuilder();
        for (var length = random.Next(60); length > 0; length--)
        {
            var rune = random.Next(4) switch { 0 => random.Next(0x20), 1 => random.Next(0x3000), 2 => random.Next(0xE000, 0x110000), _ => random.Next('a', 'z') };
            text.Append(Rune.IsValid(rune) ? new Rune(rune).ToString() : " ");
        }

        return text.ToString();
    }
}
