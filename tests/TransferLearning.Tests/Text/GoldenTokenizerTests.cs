using System.IO.Compression;
using TransferLearning.Text;

namespace TransferLearning.Tests.Text;

/// <summary>
/// Every line that Hugging Face's tokenizers library 0.22.2 wrote (Golden/README.md) holds exactly: ids, tokens, masks, type
/// ids, offsets, word and sequence numbers, overflow, decoded text and, for BERT, the normalized text.
/// </summary>
public sealed class GoldenTokenizerTests(ITestOutputHelper output)
{
    private const string SharedVariable = "COURSE_SHARED";

    public enum Source
    {
        VocabularyFiles,
        TokenizerJson,
        Saved,
        SavedWithoutTokenizerJson,
    }

    public static TheoryData<string, Source> Cases => new MatrixTheoryData<string, Source>(["bert-base-uncased", "roberta-base"], Enum.GetValues<Source>());

    [Theory]
    [InlineData("bert-base-uncased", false)]
    [InlineData("bert-base-uncased", true)]
    [InlineData("roberta-base", false)]
    [InlineData("roberta-base", true)]
    public void Every_line_holds_with_the_reduced_vocabulary(string model, bool afterSaving)
    {
        var reduced = ReducedVocabulary.Read(model);
        var tokenizer = afterSaving ? Reload(reduced.CreateTokenizer(), withTokenizerJson: true) : reduced.CreateTokenizer();

        AssertEveryLine(model, tokenizer, id => reduced.IdsInFull[id]);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_line_holds_with_the_full_vocabulary(string model, Source source)
    {
        var folder = Path.Combine(Environment.GetEnvironmentVariable(SharedVariable) ?? "", "data", "vocab", model);
        Assert.SkipUnless(Directory.Exists(folder), $"The full vocabularies are not in the repository: set {SharedVariable} to a folder that has data/vocab/{model}.");

        var tokenizer = source switch
        {
            Source.TokenizerJson => PreTrainedTokenizer.FromPretrained(folder),
            Source.VocabularyFiles => PreTrainedTokenizer.FromPretrained(WithoutTokenizerJson(folder)),
            Source.Saved => Reload(PreTrainedTokenizer.FromPretrained(folder), withTokenizerJson: true),
            _ => Reload(PreTrainedTokenizer.FromPretrained(folder), withTokenizerJson: false),
        };

        AssertEveryLine(model, tokenizer, id => id);
    }

    private static PreTrainedTokenizer Reload(PreTrainedTokenizer tokenizer, bool withTokenizerJson)
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        tokenizer.SavePretrained(folder);
        return PreTrainedTokenizer.FromPretrained(withTokenizerJson ? folder : WithoutTokenizerJson(folder));
    }

    private static string WithoutTokenizerJson(string folder)
    {
        var copy = Directory.CreateTempSubdirectory().FullName;
        foreach (var path in Directory.GetFiles(folder).Where(path => Path.GetFileName(path) != "tokenizer.json"))
        {
            File.Copy(path, Path.Combine(copy, Path.GetFileName(path)));
        }

        return copy;
    }

    private void AssertEveryLine(string model, PreTrainedTokenizer tokenizer, Func<int, int> idInFull)
    {
        var path = Path.Combine(ReducedVocabulary.Folder, $"{model.Split('-')[0]}.jsonl.gz");
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var lines = GoldenEncoding.ReadAll(reader).ToList();
        var compared = lines.Where(line => !line.IsQuirk).ToList();
        var differences = compared.Select(line => line.Compare(tokenizer, idInFull)).OfType<string>().ToList();
        output.WriteLine($"{model}: {compared.Count - differences.Count} of {compared.Count} lines hold, {lines.Count - compared.Count} left out as a fault of the library.");

        Assert.Equal(316, lines.Count);
        Assert.Empty(differences);
    }
}
