using TorchSharp.Modules;

namespace TransferLearning.Training;

/// <summary>
/// Trains a model from the top down (Howard and Ruder 2018, "Universal Language Model Fine-tuning for Text
/// Classification"): first the head alone, then one layer more at a time, at last the embeddings. What is trained depends
/// on the step alone, so a resumed run goes on as an uninterrupted one.
/// </summary>
internal sealed class GradualUnfreezing
{
    private readonly List<(Parameter Parameter, int Depth)> _parameters;
    private readonly double _stepsPerStage;
    private int _stage = -1;

    /// <summary>Creates the schedule.</summary>
    /// <param name="parameters">The parameters that are to be trained in the end, by name.</param>
    /// <param name="stepsPerStage">Steps after which one layer more is trained, above 0.</param>
    public GradualUnfreezing(IReadOnlyList<(string Name, Parameter Parameter)> parameters, double stepsPerStage)
    {
        var heights = new LayerHeights(parameters.Select(pair => pair.Name));
        _parameters = [.. parameters.Select(pair => (pair.Parameter, heights.Top - heights.Of(pair.Name)))];
        _stepsPerStage = stepsPerStage;
    }

    /// <summary>Freezes and unfreezes for a step.</summary>
    /// <param name="step">The number of steps made before.</param>
    public void Apply(int step)
    {
        var stage = (int)(step / _stepsPerStage);
        if (stage == _stage) return;
        _stage = stage;
        foreach (var (parameter, depth) in _parameters) parameter.requires_grad = depth <= stage;
    }

    /// <summary>Makes every parameter trainable again, as it was before.</summary>
    public void Release()
    {
        foreach (var (parameter, _) in _parameters) parameter.requires_grad = true;
    }
}
