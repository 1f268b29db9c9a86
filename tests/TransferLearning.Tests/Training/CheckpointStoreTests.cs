using TransferLearning.Tests.Data;
using TransferLearning.Training;

namespace TransferLearning.Tests.Training;

public sealed class CheckpointStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_checkpoint_that_could_not_be_written_leaves_the_earlier_ones_and_no_trace()
    {
        using var store = new CheckpointStore(_folder.FullName);
        store.Save(10, folder => File.WriteAllText(Path.Combine(folder, "weights"), "good"));

        var error = Assert.Throws<TrainingException>(() => store.Save(20, folder =>
        {
            File.WriteAllText(Path.Combine(folder, "weights"), "half");
            throw new IOException("No space left on device.");
        }));

        Assert.Contains("step 20 could not be saved", error.Message, StringComparison.Ordinal);
        Assert.Contains("No space left on device.", error.Message, StringComparison.Ordinal);
        Assert.Contains(store.PathOf(10), error.Message, StringComparison.Ordinal);
        Assert.Equal([10], store.Steps);
        Assert.Equal("good", File.ReadAllText(Path.Combine(store.PathOf(10), "weights")));
        Assert.Equal(["checkpoint-10"], Directory.GetDirectories(_folder.FullName).Select(Path.GetFileName));
    }

    [Fact]
    public void What_a_killed_run_left_half_written_is_no_checkpoint_and_is_cleared_away()
    {
        _folder.Write("checkpoint-30.tmp/weights", "half");
        _folder.Write("checkpoint-20/weights", "whole");

        using var store = new CheckpointStore(_folder.FullName);

        Assert.Equal([20], store.Steps);
        Assert.False(Directory.Exists(_folder.Path("checkpoint-30.tmp")));
    }

    [Fact]
    public void Two_runs_do_not_share_a_folder()
    {
        using var first = new CheckpointStore(_folder.FullName);

        var error = Assert.Throws<TrainingException>(() => new CheckpointStore(_folder.FullName));

        Assert.Contains("another run", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_free_again_when_its_run_is_over()
    {
        new CheckpointStore(_folder.FullName).Dispose();

        new CheckpointStore(_folder.FullName).Dispose();
    }

    [Fact]
    public void Pruning_keeps_the_newest_and_the_best()
    {
        using var store = new CheckpointStore(_folder.FullName);
        foreach (var step in (int[])[5, 9, 10, 100]) store.Save(step, _ => { });

        store.Prune(limit: 2, protectedStep: 5);

        Assert.Equal([5, 100], store.Steps);
    }

    public void Dispose() => _folder.Dispose();
}
