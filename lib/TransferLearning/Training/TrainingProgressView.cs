using System.Globalization;
using TransferLearning.Charts;

namespace TransferLearning.Training;

/// <summary>A training's progress as a bar and a line of figures.</summary>
/// <param name="Progress">How far it is.</param>
public sealed record TrainingProgressView(TrainingProgress Progress) : RichRecord
{
    private const int BarWidth = 20;

    /// <inheritdoc/>
    public override string ToHtml() => string.Create(CultureInfo.InvariantCulture,
        $"""<div><progress value="{Progress.Step}" max="{Progress.MaxSteps}" style="width:20em;vertical-align:middle"></progress> {Figures}</div>""");

    /// <inheritdoc/>
    public override string ToPlainText()
    {
        var filled = Progress.MaxSteps == 0 ? BarWidth : (int)((long)BarWidth * Progress.Step / Progress.MaxSteps);
        return $"[{new string('#', filled).PadRight(BarWidth, '.')}] {Figures}";
    }

    private string Figures => string.Create(CultureInfo.InvariantCulture,
        $"step {Progress.Step}/{Progress.MaxSteps}, epoch {Progress.Epoch:0.00}{Loss}{Rate}, {Progress.TokensPerSecond:N0} tokens/s, {Progress.Remaining:hh\\:mm\\:ss} left");

    private string Loss => Progress.LastLog?.Loss is { } loss ? string.Create(CultureInfo.InvariantCulture, $", loss {loss:0.000}") : "";

    private string Rate => Progress.LastLog?.LearningRate is { } rate ? string.Create(CultureInfo.InvariantCulture, $", learning rate {rate:0.0e+0}") : "";
}
