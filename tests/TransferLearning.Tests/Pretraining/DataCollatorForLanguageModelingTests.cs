using TransferLearning.Pretraining;
using TransferLearning.Text;

namespace TransferLearning.Tests.Pretraining;

public sealed class DataCollatorForLanguageModelingTests
{
    private static readonly PreTrainedTokenizer Tokenizer = ToyCorpus.Tokenizer;
    private static readonly PackedSequences Sequences = PackedSequences.Create(ToyCorpus.Corpus, Tokenizer, 32);
    private static readonly int[] All = [.. Enumerable.Range(0, Sequences.Count)];

    [Fact]
    public void Of_the_tokens_fifteen_percent_are_chosen_and_of_these_eighty_masked_ten_replaced_ten_kept()
    {
        var collator = new DataCollatorForLanguageModeling(Tokenizer);
        int tokens = 0, chosen = 0, masked = 0, kept = 0, replaced = 0;
        for (var seed = 0; seed < 40; seed++)
        {
            var batch = collator.Collate(Sequences, All, new Random(seed));
            for (var i = 0; i < batch.InputIds.Length; i++)
            {
                var original = Sequences[i / 32][i % 32];
                if (Tokenizer.AllSpecialIds.Contains(original)) continue;
                tokens++;
                if (batch.Labels[i] == MaskedBatch.IgnoreIndex)
                {
                    Assert.Equal(original, batch.InputIds[i]);
                    continue;
                }

                Assert.Equal(original, batch.Labels[i]);
                chosen++;
                if (batch.InputIds[i] == Tokenizer.MaskTokenId) masked++;
                else if (batch.InputIds[i] == original) kept++;
                else replaced++;
            }
        }

        Assert.InRange((double)chosen / tokens, 0.145, 0.155);
        Assert.InRange((double)masked / chosen, 0.78, 0.82);
        Assert.InRange((double)kept / chosen, 0.085, 0.115);
        Assert.InRange((double)replaced / chosen, 0.085, 0.115);
    }

    [Fact]
    public void Special_tokens_are_never_chosen_nor_put_in()
    {
        var batch = new DataCollatorForLanguageModeling(Tokenizer, 0.9).Collate(Sequences, All, new Random(1));

        for (var i = 0; i < batch.InputIds.Length; i++)
        {
            var isSpecial = Tokenizer.AllSpecialIds.Contains(Sequences[i / 32][i % 32]);
            if (isSpecial) Assert.Equal(MaskedBatch.IgnoreIndex, batch.Labels[i]);
            else if (batch.InputIds[i] != Tokenizer.MaskTokenId) Assert.DoesNotContain((int)batch.InputIds[i], Tokenizer.AllSpecialIds);
        }
    }

    [Fact]
    public void With_whole_words_all_pieces_of_a_word_share_its_fate()
    {
        // A vocabulary so small that words fall into pieces.
        var tokenizer = new WordPieceTrainer { VocabularySize = 45, MinFrequency = 1 }.Train(ToyCorpus.Corpus.Paragraphs);
        var sequences = PackedSequences.Create(ToyCorpus.Corpus, tokenizer, 32);
        var batch = new DataCollatorForLanguageModeling(tokenizer, 0.3, wholeWords: true).Collate(sequences, [.. Enumerable.Range(0, sequences.Count)], new Random(2));

        var continuations = 0;
        for (var i = 1; i < batch.Labels.Length; i++)
        {
            if (!tokenizer.IdToToken(sequences[i / 32][i % 32]).StartsWith("##", StringComparison.Ordinal) || i % 32 == 1) continue;
            continuations++;
            Assert.Equal(batch.Labels[i - 1] == MaskedBatch.IgnoreIndex, batch.Labels[i] == MaskedBatch.IgnoreIndex);
        }

        Assert.True(continuations > 100);
    }

    [Fact]
    public void A_batch_always_has_a_token_to_predict()
    {
        var texts = PackedSequences.OnePerText(["sailors sail"], Tokenizer, 8);
        var collator = new DataCollatorForLanguageModeling(Tokenizer, 0.001);

        Assert.All(Enumerable.Range(0, 50), seed => Assert.Equal(1, collator.Collate(texts, [0], new Random(seed)).PredictionCount));
    }

    [Fact]
    public void The_same_random_state_gives_the_same_batch()
    {
        var collator = new DataCollatorForLanguageModeling(Tokenizer);

        Assert.Equal(collator.Collate(Sequences, [1, 2], new Random(5)).InputIds, collator.Collate(Sequences, [1, 2], new Random(5)).InputIds);
    }

    [Fact]
    public void Packed_sequences_hold_the_text_in_order_without_padding()
    {
        var text = Enumerable.Range(0, Sequences.Count).SelectMany(i => Sequences[i].ToArray()[1..^1]).ToArray();
        var expected = ToyCorpus.Corpus.Documents.SelectMany(document =>
            document.Paragraphs.SelectMany(paragraph => Tokenizer.Encode(paragraph, addSpecialTokens: false).InputIds).Append(Tokenizer.SepTokenId));

        Assert.Equal(expected.Take(text.Length), text);
        Assert.All(All, i => Assert.Equal(Tokenizer.ClsTokenId, Sequences[i][0]));
        Assert.All(All, i => Assert.Equal(Tokenizer.SepTokenId, Sequences[i][31]));
        Assert.DoesNotContain(Tokenizer.PadTokenId, text);
    }

    [Fact]
    public void Text_too_short_for_one_sequence_is_an_error() =>
        Assert.Throws<InvalidDataException>(() => PackedSequences.Create(new Corpus([new("a", ["sailors sail"])]), Tokenizer, 64));
}
