using TransferLearning.Data;
using TransferLearning.Tests.Training;

namespace TransferLearning.Tests.Data;

public sealed class TokenizedCacheTests : IDisposable
{
    private static readonly Dataset Data = ToyReviews.Texts(12, seed: 1);
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _reports = [];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_comes_from_disk_is_what_was_tokenized(bool withTokenTypes)
    {
        var cache = new TokenizedCache(_folder.FullName);
        var fresh = TokenizedDataset.Create(Data, ToyReviews.Tokenizer, 10, withTokenTypes);

        AssertSame(fresh, cache.GetOrCreate(Data, ToyReviews.Tokenizer, 10, withTokenTypes));
        AssertSame(fresh, cache.GetOrCreate(Data, ToyReviews.Tokenizer, 10, withTokenTypes));
        Assert.Single(Files);
    }

    [Fact]
    public void The_second_time_the_tokens_are_read_from_disk()
    {
        var cache = new TokenizedCache(_folder.FullName);
        var (asked, others) = (Data.Take(3), Data.Select([9, 10, 11]));
        cache.GetOrCreate(others, ToyReviews.Tokenizer);

        // Other texts' tokens under the name of these: they are believed.
        File.Move(PathOf(others), PathOf(asked));

        Assert.Equal(TokenizedDataset.Create(others, ToyReviews.Tokenizer)[0].InputIds, cache.GetOrCreate(asked, ToyReviews.Tokenizer)[0].InputIds);
    }

    [Fact]
    public void Tokens_of_another_number_of_texts_are_not_believed()
    {
        var cache = Reporting();
        cache.GetOrCreate(Data.Take(4), ToyReviews.Tokenizer);
        File.Move(PathOf(Data.Take(4)), PathOf(Data.Take(3)));

        AssertSame(TokenizedDataset.Create(Data.Take(3), ToyReviews.Tokenizer), cache.GetOrCreate(Data.Take(3), ToyReviews.Tokenizer));
        Assert.Contains("it holds 4 texts instead of 3", Assert.Single(_reports), StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_changes_the_tokens_changes_the_name()
    {
        var tokenizer = ToyReviews.Tokenizer;
        var wordTokenizer = new TransferLearning.Text.WordTokenizerTrainer().Train(Data.Select(example => example.Text));
        string[] keys =
        [
            TokenizedCache.KeyOf(Data, tokenizer, 10, false),
            TokenizedCache.KeyOf(Data, tokenizer, 11, false),
            TokenizedCache.KeyOf(Data, tokenizer, null, false),
            TokenizedCache.KeyOf(Data, tokenizer, 10, true),
            TokenizedCache.KeyOf(Data, wordTokenizer, 10, false),
            TokenizedCache.KeyOf(Data.Take(11), tokenizer, 10, false),
            TokenizedCache.KeyOf(Data.Shuffle(1), tokenizer, 10, false),
            TokenizedCache.KeyOf(Data.Map(example => example with { Label = 1 - example.Label }), tokenizer, 10, false),
        ];

        Assert.Distinct(keys);
        Assert.Equal(keys[0], TokenizedCache.KeyOf(Data.Map(example => example), tokenizer, 10, false));
    }

    [Theory]
    [InlineData(40)] // within the header
    [InlineData(-1)] // within the numbers
    public void A_file_cut_short_is_told_and_made_anew(int length)
    {
        var fresh = Reporting().GetOrCreate(Data, ToyReviews.Tokenizer);
        var whole = File.ReadAllBytes(Files.Single());
        File.WriteAllBytes(Files.Single(), length < 0 ? whole[..^1] : whole[..length]);

        AssertSame(fresh, Reporting().GetOrCreate(Data, ToyReviews.Tokenizer));

        Assert.Contains($"'{Files.Single()}' cannot be used", Assert.Single(_reports), StringComparison.Ordinal);
        Assert.Equal(whole, File.ReadAllBytes(Files.Single()));
    }

    [Fact]
    public void A_file_with_any_byte_changed_never_gives_other_tokens()
    {
        var fresh = Reporting().GetOrCreate(Data, ToyReviews.Tokenizer);
        var (path, whole) = (Files.Single(), File.ReadAllBytes(Files.Single()));
        var random = new Random(1);
        for (var i = 0; i < 200; i++)
        {
            var damaged = whole.ToArray();
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(path, damaged);

            AssertSame(fresh, Reporting().GetOrCreate(Data, ToyReviews.Tokenizer));
        }

        // A changed bit within the padding of the header or in the word "pt" changes no token; nearly all others are noticed.
        Assert.InRange(_reports.Count, 150, 200);
    }

    [Fact]
    public void What_was_used_longest_ago_is_deleted_when_the_files_grow_too_large()
    {
        new TokenizedCache(_folder.FullName).GetOrCreate(Data.Take(3), ToyReviews.Tokenizer);
        var size = new FileInfo(Files.Single()).Length;
        var cache = new TokenizedCache(_folder.FullName, maxBytes: (2 * size) + (size / 2));
        var (first, second, third) = (Data.Take(3), Data.Select([0, 1, 3]), Data.Select([0, 1, 5]));
        cache.GetOrCreate(second, ToyReviews.Tokenizer);
        foreach (var (data, days) in new[] { (first, 3), (second, 2) }) File.SetLastWriteTimeUtc(PathOf(data), DateTime.UtcNow.AddDays(-days));
        var foreign = _folder.Write("model.safetensors", new byte[10 * size]);

        cache.GetOrCreate(first, ToyReviews.Tokenizer); // from disk: now the second is the one not used for longest
        cache.GetOrCreate(third, ToyReviews.Tokenizer);

        Assert.Equal([.. new[] { PathOf(first), PathOf(third), foreign }.Order(StringComparer.Ordinal)], Files.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Tokens_that_alone_are_too_large_are_not_kept()
    {
        var cache = new TokenizedCache(_folder.FullName, maxBytes: 100);

        AssertSame(TokenizedDataset.Create(Data, ToyReviews.Tokenizer), cache.GetOrCreate(Data, ToyReviews.Tokenizer));
        Assert.Empty(Files);
    }

    [Fact]
    public void What_a_killed_process_left_half_written_is_cleared_away_after_a_day()
    {
        var (old, young) = (_folder.Write(new string('a', 32) + ".safetensors.1.2.tmp", "x"), _folder.Write(new string('b', 32) + ".safetensors.3.4.tmp", "x"));
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddDays(-2));

        new TokenizedCache(_folder.FullName).GetOrCreate(Data, ToyReviews.Tokenizer);

        Assert.False(File.Exists(old));
        Assert.True(File.Exists(young));
    }

    [Fact]
    public void Where_nothing_can_be_written_the_tokens_are_made_all_the_same_and_that_is_told()
    {
        var cache = new TokenizedCache(_folder.Write("a-file", "no folder"), report: _reports.Add);

        AssertSame(TokenizedDataset.Create(Data, ToyReviews.Tokenizer), cache.GetOrCreate(Data, ToyReviews.Tokenizer));
        Assert.Contains("cannot be kept in", Assert.Single(_reports), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private TokenizedCache Reporting() => new(_folder.FullName, report: _reports.Add);

    private string[] Files => Directory.GetFiles(_folder.FullName);

    private string PathOf(Dataset data) => _folder.Path(TokenizedCache.KeyOf(data, ToyReviews.Tokenizer, null, false) + ".safetensors");

    private static void AssertSame(TokenizedDataset expected, TokenizedDataset actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        Assert.Equal(expected.PadTokenId, actual.PadTokenId);
        Assert.All(expected.Zip(actual), pair =>
        {
            Assert.Equal(pair.First.InputIds, pair.Second.InputIds);
            Assert.Equal(pair.First.TokenTypeIds, pair.Second.TokenTypeIds);
            Assert.Equal(pair.First.Label, pair.Second.Label);
        });
    }
}
