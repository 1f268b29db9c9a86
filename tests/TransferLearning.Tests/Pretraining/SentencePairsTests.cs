using TransferLearning.Pretraining;
using TransferLearning.Text;

namespace TransferLearning.Tests.Pretraining;

public sealed class SentencePairsTests
{
    private static readonly PreTrainedTokenizer Tokenizer = ToyCorpus.Tokenizer;

    [Fact]
    public void A_pair_of_class_0_is_two_sentences_that_follow_each_other_and_one_of_class_1_is_not()
    {
        var corpus = new Corpus([new("a", ["sailors sail ships.", "farmers plough fields."]), new("b", ["painters paint portraits.", "bakers bake loaves."])]);

        var seen = Enumerable.Range(0, 40).SelectMany(seed => Texts(SentencePairs.Create(corpus, Tokenizer, 16, seed))).ToHashSet();

        Assert.Equal(
            [
                ("[CLS] sailors sail ships . [SEP] farmers plough fields . [SEP]", 0),
                ("[CLS] painters paint portraits . [SEP] bakers bake loaves . [SEP]", 0),
                ("[CLS] sailors sail ships . [SEP] painters paint portraits . [SEP]", 1),
                ("[CLS] sailors sail ships . [SEP] bakers bake loaves . [SEP]", 1),
                ("[CLS] painters paint portraits . [SEP] sailors sail ships . [SEP]", 1),
                ("[CLS] painters paint portraits . [SEP] farmers plough fields . [SEP]", 1),
            ],
            seen.OrderBy(pair => pair.Class).ThenByDescending(pair => pair.Text.StartsWith("[CLS] sailors", StringComparison.Ordinal)).ThenByDescending(pair => pair.Text.Contains("[SEP] painters", StringComparison.Ordinal) || pair.Text.Contains("[SEP] sailors", StringComparison.Ordinal)));
    }

    [Fact]
    public void About_half_of_the_second_sentences_follow()
    {
        var classes = SentencePairs.Create(ToyCorpus.Stories, Tokenizer, 16).SentenceLabels!;

        Assert.Equal(240, classes.Count);
        Assert.InRange(classes.Average(), 0.4, 0.6);
    }

    [Fact]
    public void The_second_segment_begins_after_the_first_separator_and_long_passages_are_cut()
    {
        var pairs = SentencePairs.Create(ToyCorpus.Stories, Tokenizer, 9);

        for (var i = 0; i < pairs.Count; i++)
        {
            var start = pairs.SecondSegmentStarts![i];
            Assert.Equal(Tokenizer.SepTokenId, pairs[i][start - 1]);
            Assert.Equal(2, pairs[i].Count(Tokenizer.SepTokenId));
            Assert.Equal(Tokenizer.SepTokenId, pairs[i][^1]);
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_pairs() => Assert.Equal(
        Texts(SentencePairs.Create(ToyCorpus.Stories, Tokenizer, 16, seed: 3)),
        Texts(SentencePairs.Create(ToyCorpus.Stories, Tokenizer, 16, seed: 3)));

    [Fact]
    public void A_corpus_of_one_document_or_of_single_sentences_is_an_error()
    {
        Assert.Throws<InvalidDataException>(() => SentencePairs.Create(new Corpus([new("a", ["One. Two."])]), Tokenizer));
        Assert.Throws<InvalidDataException>(() => SentencePairs.Create(new Corpus([new("a", ["One."]), new("b", ["Two."])]), Tokenizer));
    }

    private static IEnumerable<(string Text, long Class)> Texts(PackedSequences pairs) =>
        Enumerable.Range(0, pairs.Count).Select(i => (
            string.Join(' ', pairs[i].ToArray().Where(id => id != Tokenizer.PadTokenId).Select(id => Tokenizer.Vocabulary.Tokens[id])),
            pairs.SentenceLabels![i]));
}
