using TransferLearning.Hub;

namespace TransferLearning.Tests.Hub.Download;

public class DownloadProgressBarTests
{
    [Fact]
    public void In_a_log_each_tenth_is_one_line()
    {
        using var writer = new StringWriter();
        var bar = new DownloadProgressBar(writer, redraw: false);

        for (var i = 0; i <= 1_000; i++) bar.Report(new("owner/model", "model.safetensors", i * 1_000L, 1_000_000, i == 1_000 ? 1 : 0, 1));

        var lines = writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(11, lines.Length);
        Assert.Contains("50", lines[5], StringComparison.Ordinal);
        Assert.Contains("1.0 of 1.0 MB", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void On_a_terminal_one_line_is_drawn_over_and_ended()
    {
        using var writer = new StringWriter();
        var bar = new DownloadProgressBar(writer, redraw: true);

        bar.Report(new("owner/model", "a", 0, 100, 0, 1));
        bar.Report(new("owner/model", "a", 100, 100, 1, 1));

        var text = writer.ToString();
        Assert.Equal(2, text.Count(c => c == '\r'));
        Assert.Equal(1, text.Count(c => c == '\n'));
        Assert.Contains(new string('#', 30), text, StringComparison.Ordinal);
    }
}
