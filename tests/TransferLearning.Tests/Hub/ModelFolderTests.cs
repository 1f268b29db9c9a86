using TransferLearning.Hub;
using TransferLearning.Tests.Data;

namespace TransferLearning.Tests.Hub;

public class ModelFolderTests
{
    [Fact]
    public void An_unknown_name_tells_where_it_was_looked_for_and_what_to_do()
    {
        var error = Assert.Throws<DirectoryNotFoundException>(() => ModelFolder.Resolve("nobody/no-such-model"));

        Assert.Contains("nobody/no-such-model", error.Message, StringComparison.Ordinal);
        Assert.Contains("checkpoints", error.Message, StringComparison.Ordinal);
        Assert.Contains("models--nobody--no-such-model", error.Message, StringComparison.Ordinal);
        Assert.Contains("HF_HUB_OFFLINE is set", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../etc")]
    [InlineData("a/../b")]
    public void A_name_that_climbs_out_of_the_checkpoints_is_only_taken_as_a_path(string name)
    {
        var error = Assert.Throws<DirectoryNotFoundException>(() => ModelFolder.Resolve(name + "/never-there"));

        Assert.DoesNotContain("models--", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_config_is_refused()
    {
        using var folder = new TemporaryFolder();

        Assert.Contains("config.json", Assert.Throws<FileNotFoundException>(() => ModelFolder.Resolve(folder.FullName)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_weights_tells_what_it_holds()
    {
        using var folder = new TemporaryFolder();
        folder.Write("config.json", "{}");
        folder.Write("tf_model.h5", "x");

        var error = Assert.Throws<FileNotFoundException>(() => ModelFolder.Open(folder.FullName).WeightFiles());

        Assert.Contains("tf_model.h5", error.Message, StringComparison.Ordinal);
        Assert.Contains("model.safetensors", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shards_are_found_by_their_index_once_each()
    {
        using var folder = new TemporaryFolder();
        folder.Write("config.json", "{}");
        folder.Write("model.safetensors.index.json", """{"weight_map":{"a":"model-1.safetensors","b":"model-2.safetensors","c":"model-1.safetensors"}}""");
        folder.Write("model-1.safetensors", "");
        folder.Write("model-2.safetensors", "");

        Assert.Equal([folder.Path("model-1.safetensors"), folder.Path("model-2.safetensors")], ModelFolder.Open(folder.FullName).WeightFiles());
    }

    [Theory]
    [InlineData("""{"weight_map":{"a":"../model.safetensors"}}""", "plain file name")]
    [InlineData("""{"weight_map":{"a":""}}""", "plain file name")]
    [InlineData("""{"weight_map":{}}""", "no shards")]
    [InlineData("""{"weights":{}}""", "not an index")]
    [InlineData("""{""", "not an index")]
    public void A_lying_index_is_refused(string index, string reason)
    {
        using var folder = new TemporaryFolder();
        folder.Write("config.json", "{}");
        folder.Write("model.safetensors.index.json", index);

        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => ModelFolder.Open(folder.FullName).WeightFiles()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_shard_is_named()
    {
        using var folder = new TemporaryFolder();
        folder.Write("config.json", "{}");
        folder.Write("model.safetensors.index.json", """{"weight_map":{"a":"model-1.safetensors"}}""");

        Assert.Contains("model-1.safetensors", Assert.Throws<FileNotFoundException>(() => ModelFolder.Open(folder.FullName).WeightFiles()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interrupted_save_leaves_the_old_folder_as_it_was()
    {
        using var folder = new TemporaryFolder();
        var model = folder.Path("model");
        AtomicFolder.Write(model, temporary => File.WriteAllText(Path.Combine(temporary, "a"), "old"));

        Assert.Throws<IOException>(() => AtomicFolder.Write(model, temporary =>
        {
            File.WriteAllText(Path.Combine(temporary, "a"), "new");
            throw new IOException("no space left");
        }));

        Assert.Equal("old", File.ReadAllText(Path.Combine(model, "a")));
        Assert.Equal([model], Directory.GetDirectories(folder.FullName));
    }
}
