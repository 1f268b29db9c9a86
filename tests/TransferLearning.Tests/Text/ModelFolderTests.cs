using System.Text.Json;
using System.Text.Json.Nodes;
using TransferLearning.Text;

namespace TransferLearning.Tests.Text;

public sealed class ModelFolderTests
{
    private static readonly string[] s_texts = ["The film is good, the acting is better.", "Ein schönes Ende: 10/10 <3"];

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public static TheoryData<string> Kinds => ["bert", "roberta", "gpt2"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_saved_tokenizer_opens_as_it_was_with_and_without_tokenizer_json(string kind)
    {
        var tokenizer = Train(kind);
        tokenizer.SavePretrained(_folder);
        var whole = AutoTokenizer.FromPretrained(_folder);
        File.Delete(Path.Combine(_folder, "tokenizer.json"));
        var parts = AutoTokenizer.FromPretrained(_folder);

        foreach (var opened in new[] { whole, parts })
        {
            Assert.Equal(tokenizer.Vocabulary.Tokens, opened.Vocabulary.Tokens);
            Assert.Equal(tokenizer.SpecialTokens, opened.SpecialTokens);
            Assert.Equal(tokenizer.AllSpecialIds.Order(), opened.AllSpecialIds.Order());
            Assert.Equal(tokenizer.ModelMaxLength, opened.ModelMaxLength);
            Assert.All(s_texts, text => Assert.Equal(tokenizer.Encode(text, "and a pair").InputIds, opened.Encode(text, "and a pair").InputIds));
        }
    }

    [Fact]
    public void Saving_writes_hugging_faces_files_and_leaves_nothing_else()
    {
        Train("bert").SavePretrained(_folder);

        string[] expected = ["special_tokens_map.json", "tokenizer.json", "tokenizer_config.json", "vocab.txt"];
        Assert.Equal(expected, Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var config = JsonNode.Parse(File.ReadAllText(Path.Combine(_folder, "tokenizer_config.json")))!;
        Assert.Equal("BertTokenizer", (string?)config["tokenizer_class"]);
        Assert.Equal("[MASK]", (string?)config["mask_token"]);
        Assert.Equal(512, (int?)config["model_max_length"]);
    }

    [Fact]
    public void Options_of_the_configuration_are_heeded()
    {
        File.WriteAllLines(Path.Combine(_folder, "vocab.txt"), ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "A", "a"]);
        File.WriteAllText(Path.Combine(_folder, "tokenizer_config.json"), """{ "do_lower_case": false, "padding_side": "left", "model_max_length": 1000000000000000019884624838656 }""");

        var tokenizer = AutoTokenizer.FromPretrained(_folder);

        Assert.Equal(["A", "a"], tokenizer.Tokenize("A a"));
        Assert.Equal(Side.Left, tokenizer.PaddingSide);
        Assert.Equal(int.MaxValue, tokenizer.ModelMaxLength);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_told() =>
        Assert.Contains("/nowhere", Assert.Throws<DirectoryNotFoundException>(() => AutoTokenizer.FromPretrained("/nowhere")).Message);

    [Fact]
    public void A_folder_without_a_tokenizer_is_told_with_what_it_needs() =>
        Assert.Contains("vocab.txt", Assert.Throws<FileNotFoundException>(() => AutoTokenizer.FromPretrained(_folder)).Message);

    [Theory]
    [InlineData("vocab.txt", "[PAD]\n[UNK]\n\n[CLS]\n", "line 3")]
    [InlineData("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[UNK]\n", "'[UNK]' twice")]
    [InlineData("vocab.txt", "[PAD]\n[UNK]\n[SEP]\n", "'[CLS]'")]
    [InlineData("vocab.txt", "hello\n", "'[UNK]'")]
    [InlineData("vocab.json", """{"a":0,"b":2}""", "no token for id 1")]
    [InlineData("vocab.json", """{"a":0,"b":0}""", "two tokens: 'a' and 'b'")]
    [InlineData("vocab.json", """{"a":0,"a":1}""", "'a' twice")]
    [InlineData("vocab.json", """{"a":-1}""", "negative")]
    [InlineData("vocab.json", """{"a":"x"}""", "not a whole number")]
    [InlineData("vocab.json", """{"a":0}""", "256 bytes")]
    [InlineData("vocab.json", """["a"]""", "Array")]
    [InlineData("vocab.json", """{"a":""", "vocab.json")]
    [InlineData("tokenizer.json", """{"model":""", "tokenizer.json")]
    [InlineData("tokenizer.json", """{}""", "'model' is missing")]
    [InlineData("tokenizer_config.json", """[]""", "tokenizer_config.json")]
    public void A_damaged_file_is_refused_with_what_is_wrong(string name, string content, string expected)
    {
        File.WriteAllText(Path.Combine(_folder, "merges.txt"), "#version: 0.2\n");
        File.WriteAllText(Path.Combine(_folder, name), content);

        var error = Assert.Throws<InvalidDataException>(() => AutoTokenizer.FromPretrained(_folder));

        Assert.Contains(expected, error.Message);
        Assert.Contains(_folder, error.Message);
    }

    [Theory]
    [InlineData("a b\nabc\n", "line 2")]
    [InlineData("a \n", "line 1")]
    [InlineData("a 日\n", "'日'")]
    public void Damaged_merges_are_refused_with_their_place(string merges, string expected)
    {
        Train("roberta").SavePretrained(_folder);
        File.Delete(Path.Combine(_folder, "tokenizer.json"));
        File.WriteAllText(Path.Combine(_folder, "merges.txt"), merges);

        Assert.Contains(expected, Assert.Throws<InvalidDataException>(() => AutoTokenizer.FromPretrained(_folder)).Message);
    }

    [Theory]
    [InlineData("model", "Unigram")]
    [InlineData("normalizer", "NFKC")]
    [InlineData("pre_tokenizer", "Whitespace")]
    [InlineData("post_processor", "Sequence")]
    public void A_tokenizer_of_another_kind_is_refused_by_name(string section, string type)
    {
        Train("bert").SavePretrained(_folder);
        var path = Path.Combine(_folder, "tokenizer.json");
        var root = JsonNode.Parse(File.ReadAllText(path))!;
        root[section]!["type"] = type;
        File.WriteAllText(path, root.ToJsonString());

        Assert.Contains(type, Assert.Throws<NotSupportedException>(() => AutoTokenizer.FromPretrained(_folder)).Message);
    }

    [Fact]
    public void Merges_may_be_written_as_pairs()
    {
        var tokenizer = Train("roberta");
        tokenizer.SavePretrained(_folder);
        var path = Path.Combine(_folder, "tokenizer.json");
        var root = JsonNode.Parse(File.ReadAllText(path))!;
        var merges = root["model"]!["merges"]!.AsArray().Select(merge => JsonSerializer.SerializeToNode(((string)merge!).Split(' ')));
        root["model"]!["merges"] = new JsonArray([.. merges]);
        File.WriteAllText(path, root.ToJsonString());

        Assert.Equal(tokenizer.Tokenize(s_texts[0]), AutoTokenizer.FromPretrained(_folder).Tokenize(s_texts[0]));
    }

    [Fact]
    public void A_mutated_tokenizer_json_opens_or_is_refused_but_never_crashes()
    {
        new WordPieceTrainer { VocabularySize = 60 }.Train(s_texts).SavePretrained(_folder);
        var path = Path.Combine(_folder, "tokenizer.json");
        var original = File.ReadAllBytes(path);
        var random = new Random(20);
        var refused = 0;
        for (var i = 0; i < 400; i++)
        {
            var mutated = (byte[])original.Clone();
            for (var k = random.Next(1, 4); k > 0; k--)
            {
                mutated[random.Next(mutated.Length)] = (byte)random.Next(256);
            }

            File.WriteAllBytes(path, random.Next(8) == 0 ? mutated[..random.Next(mutated.Length)] : mutated);
            try
            {
                AutoTokenizer.FromPretrained(_folder).Encode(s_texts[0], s_texts[1]);
            }
            catch (Exception error) when (error is InvalidDataException or NotSupportedException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 40, 399);
    }

    private static PreTrainedTokenizer Train(string kind) => kind switch
    {
        "bert" => new WordPieceTrainer { VocabularySize = 150 }.Train(s_texts),
        "roberta" => new ByteLevelBpeTrainer { VocabularySize = 300 }.Train(s_texts),
        _ => new ByteLevelBpeTrainer { VocabularySize = 300, SpecialTokens = SpecialTokens.Gpt2 }.Train(s_texts),
    };
}
