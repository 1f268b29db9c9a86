using TransferLearning.Data;
using TransferLearning.Tests.Training;

namespace TransferLearning.Tests.Data;

public sealed class TokenizedCacheTests : IDisposable
{
    private static readonly Dataset Data = ToyReviews.Texts(12, seed: 1);
    private readonly TemporaryFolder _folder = new();

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
        var cache = new TokenizedCache(_folder.FullName);
        cache.GetOrCreate(Data.Take(4), ToyReviews.Tokenizer);
        File.Move(PathOf(Data.Take(4)), PathOf(Data.Take(3)));

        AssertSame(TokenizedDataset.Create(Data.Take(3), ToyReviews.Tokenizer), cache.GetOrCreate(Data.Take(3), ToyReviews.Tokenizer));
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

    [Fact]
    public void A_damaged_file_is_made_anew()
    {
        var cache = new TokenizedCache(_folder.FullName);
        var fresh = cache.GetOrCreate(Data, ToyReviews.Tokenizer);
        var whole = File.ReadAllBytes(Files.Single());
        File.WriteAllBytes(Files.Single(), whole[..40]);

        AssertSame(fresh, cache.GetOrCreate(Data, ToyReviews.Tokenizer));
        Assert.Equal(whole, File.ReadAllBytes(Files.Single()));
    }

    public void Dispose() => _folder.Dispose();

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
