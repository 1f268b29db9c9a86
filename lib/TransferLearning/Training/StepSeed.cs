using TransferLearning.Data;

namespace TransferLearning.Training;

/// <summary>
/// The random numbers of a training step depend on the run's seed and the step's number alone, not on how many were drawn
/// before. So a resumed run goes on exactly as an uninterrupted one would have, without saving a generator's state.
/// </summary>
public static class StepSeed
{
    /// <summary>The seed of a step, 0 or more; the same on every machine.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="step">The number of the step, from 0.</param>
    public static int Of(int seed, int step) => BatchSampler.HashOf(seed, step);
}
