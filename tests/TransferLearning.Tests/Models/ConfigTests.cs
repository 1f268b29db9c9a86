using System.Text.Json;
using TransferLearning.Hub;
using TransferLearning.Models;
using TransferLearning.Tests.Data;

namespace TransferLearning.Tests.Models;

public class ConfigTests
{
    [Fact]
    public void Known_keys_fill_the_properties_and_unknown_ones_survive_a_round_trip()
    {
        var config = Read<RobertaConfig>("""
            {"model_type":"roberta","hidden_size":32,"num_attention_heads":4,"vocab_size":109,"layer_norm_eps":1e-05,"pad_token_id":1,
             "id2label":{"0":"NEG","1":"POS"},"label2id":{"NEG":0,"POS":1},"transformers_version":"4.28.0","use_cache":true,"classifier_dropout":null}
            """);

        Assert.Equal(32, config.HiddenSize);
        Assert.Equal(1e-5, config.LayerNormEps);
        Assert.Equal(["NEG", "POS"], config.Labels);

        using var json = JsonDocument.Parse(config.ToJson());
        var root = json.RootElement;
        Assert.Equal("roberta", root.GetProperty("model_type").GetString());
        Assert.Equal("4.28.0", root.GetProperty("transformers_version").GetString());
        Assert.True(root.GetProperty("use_cache").GetBoolean());
        Assert.Equal("POS", root.GetProperty("id2label").GetProperty("1").GetString());
        Assert.Equal(1, root.GetProperty("label2id").GetProperty("POS").GetInt32());
        Assert.Equal(1, root.EnumerateObject().Count(property => property.Name == "model_type"));
    }

    [Fact]
    public void Without_labels_there_are_two_with_Hugging_Faces_names() => Assert.Equal(["LABEL_0", "LABEL_1"], new BertConfig().Labels);

    [Fact]
    public void A_stated_number_of_labels_counts() => Assert.Equal(5, Read<BertConfig>("""{"model_type":"bert","num_labels":5}""").NumLabels);

    [Theory]
    [InlineData("""{"model_type":"bert","hidden_size":30,"num_attention_heads":4}""", "cannot be shared evenly")]
    [InlineData("""{"model_type":"bert","vocab_size":0}""", "vocab_size is 0")]
    [InlineData("""{"model_type":"bert","vocab_size":10000000,"hidden_size":65536,"num_attention_heads":4}""", "vocab_size 10000000 times hidden_size 65536")]
    [InlineData("""{"model_type":"bert","num_hidden_layers":100000}""", "num_hidden_layers")]
    [InlineData("""{"model_type":"bert","hidden_dropout_prob":1.5}""", "hidden_dropout_prob")]
    [InlineData("""{"model_type":"bert","hidden_act":"swoosh"}""", "swoosh")]
    [InlineData("""{"model_type":"bert","position_embedding_type":"relative_key"}""", "relative_key")]
    [InlineData("""{"model_type":"bert","id2label":{"0":"a","2":"b"}}""", "none with the id 1")]
    [InlineData("""{"model_type":"bert","problem_type":"guessing"}""", "guessing")]
    [InlineData("""{"model_type":"bert","vocab_size":"many"}""", "vocab_size")]
    [InlineData("""{"model_type":"bert","pad_token_id":30522}""", "pad_token_id")]
    [InlineData("""{"model_type":"bert","kept":"\ud800"}""", "cannot be used")]
    [InlineData("""{"model_type":"mamba"}""", "mamba")]
    [InlineData("""{"hidden_size":4}""", "no model_type")]
    [InlineData("""[]""", "no model_type")]
    [InlineData("""{"model_type":""", "not valid JSON")]
    public void An_impossible_config_is_refused_with_the_key(string json, string reason) =>
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => Read<BertConfig>(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_config_that_is_not_UTF8_is_refused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("config.json", [.. "{\"model_type\":\"b"u8, 0xff, .. "ert\"}"u8]);

        Assert.Contains("config.json", Assert.Throws<InvalidDataException>(() => AutoModel.FromPretrained(folder.FullName)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_of_impossible_shape_cannot_be_made() =>
        Assert.Contains("num_attention_heads 5", Assert.Throws<ArgumentException>(() => new BertModel(new BertConfig { HiddenSize = 16, NumAttentionHeads = 5 })).Message, StringComparison.Ordinal);

    [Fact]
    public void The_same_label_twice_is_refused() =>
        Assert.Contains("'a'", Assert.Throws<ArgumentException>(() => new BertConfig().WithLabels(["a", "b", "a"])).Message, StringComparison.Ordinal);

    private static TConfig Read<TConfig>(string json)
        where TConfig : PretrainedConfig, new()
    {
        using var folder = new TemporaryFolder();
        folder.Write("config.json", json);
        return PretrainedConfig.Read<TConfig>(ModelFolder.Open(folder.FullName));
    }
}
