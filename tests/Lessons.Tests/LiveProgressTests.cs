using Notebooks.CSharp;
using Notebooks.Documents;
using Notebooks.Sessions;
using TransferLearning.Training;

namespace Lessons.Tests;

public sealed class LiveProgressTests
{
    [Fact]
    public async Task Progress_in_a_cell_is_one_display_that_is_updated()
    {
        await using var session = new CSharpSession(new() { Folder = Path.GetTempPath() });
        var events = new List<CellEvent>();

        var result = await session.ExecuteAsync(
            $$"""
            #r "{{typeof(ProgressCallback).Assembly.Location}}"
            using TransferLearning.Training;
            var progress = ProgressCallback.Live();
            var state = new TrainerState { MaxSteps = 40, Seed = 1 };
            progress.OnTrainBegin(state, new TrainerControl());
            progress.OnTrainEnd(state with { GlobalStep = 40 }, new TrainerControl());
            """,
            events.Add,
            TestContext.Current.CancellationToken);

        Assert.True(result.Error is null, result.Error?.Message);
        Assert.Contains("step 0/40", events.OfType<ValueDisplayed>().Single().Data.Text(MimeBundle.Html));
        Assert.Contains("step 40/40", events.OfType<DisplayUpdated>().Single().Data.Text(MimeBundle.Html));
    }
}
