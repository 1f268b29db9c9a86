namespace TransferLearning.Training;

/// <content>Which settings make sense.</content>
public sealed partial record TrainingArguments
{
    /// <summary>Throws when a setting is out of its range, or two settings contradict each other.</summary>
    /// <exception cref="ArgumentException">The message names the setting, its value and its range.</exception>
    /// <exception cref="NotSupportedException"><see cref="Bf16"/> is on.</exception>
    public void Validate()
    {
        if (Bf16)
        {
            throw new NotSupportedException(
                $"{nameof(Bf16)} is on, but TorchSharp 0.107 has no autocast, neither in the drop-in nor in the real package: training computes in float32. Leave {nameof(Bf16)} out; against a lack of memory, set {nameof(PerDeviceTrainBatchSize)} lower and {nameof(GradientAccumulationSteps)} higher.");
        }

        Require(NumTrainEpochs > 0 && double.IsFinite(NumTrainEpochs), nameof(NumTrainEpochs), NumTrainEpochs, "above 0");
        Require(MaxSteps is -1 or >= 1, nameof(MaxSteps), MaxSteps, "-1 (as many as the epochs take) or at least 1");
        Require(PerDeviceTrainBatchSize >= 1, nameof(PerDeviceTrainBatchSize), PerDeviceTrainBatchSize, "at least 1");
        Require(PerDeviceEvalBatchSize >= 1, nameof(PerDeviceEvalBatchSize), PerDeviceEvalBatchSize, "at least 1");
        Require(GradientAccumulationSteps >= 1, nameof(GradientAccumulationSteps), GradientAccumulationSteps, "at least 1");
        Require(LearningRate > 0 && double.IsFinite(LearningRate), nameof(LearningRate), LearningRate, "above 0");
        Require(LayerwiseLearningRateDecay is > 0 and <= 1, nameof(LayerwiseLearningRateDecay), LayerwiseLearningRateDecay, "above 0 and at most 1");
        Require(GradualUnfreezingEpochs >= 0 && double.IsFinite(GradualUnfreezingEpochs), nameof(GradualUnfreezingEpochs), GradualUnfreezingEpochs, "0 (all layers at once) or more");
        Require(WeightDecay >= 0, nameof(WeightDecay), WeightDecay, "0 or more");
        Require(AdamBeta1 is >= 0 and < 1, nameof(AdamBeta1), AdamBeta1, "at least 0 and below 1");
        Require(AdamBeta2 is >= 0 and < 1, nameof(AdamBeta2), AdamBeta2, "at least 0 and below 1");
        Require(AdamEpsilon > 0, nameof(AdamEpsilon), AdamEpsilon, "above 0");
        Require(SgdMomentum is >= 0 and < 1, nameof(SgdMomentum), SgdMomentum, "at least 0 and below 1");
        Require(MaxGradNorm >= 0, nameof(MaxGradNorm), MaxGradNorm, "0 (no limit) or more");
        Require(LrStepSize is null or >= 1, nameof(LrStepSize), LrStepSize ?? 0, "at least 1");
        Require(LrGamma is > 0 and <= 1, nameof(LrGamma), LrGamma, "above 0 and at most 1");
        Require(WarmupRatio is >= 0 and <= 1, nameof(WarmupRatio), WarmupRatio, "between 0 and 1");
        Require(WarmupSteps >= 0, nameof(WarmupSteps), WarmupSteps, "0 or more");
        Require(LabelSmoothingFactor is >= 0 and < 1, nameof(LabelSmoothingFactor), LabelSmoothingFactor, "at least 0 and below 1");
        Require(ClassWeights is null || ClassWeights.All(weight => weight >= 0), nameof(ClassWeights), string.Join(", ", ClassWeights ?? []), "0 or more each");
        Require(ClassWeights is null || !BalanceClasses, nameof(BalanceClasses), BalanceClasses, $"false when {nameof(ClassWeights)} are given");
        Require(LoggingSteps >= 1, nameof(LoggingSteps), LoggingSteps, "at least 1");
        Require(EvalSteps >= 1, nameof(EvalSteps), EvalSteps, "at least 1");
        Require(SaveSteps >= 1, nameof(SaveSteps), SaveSteps, "at least 1");
        Require(SaveTotalLimit is null or >= 1, nameof(SaveTotalLimit), SaveTotalLimit ?? 0, "at least 1");
        Require(DataloaderPrefetchFactor >= 0, nameof(DataloaderPrefetchFactor), DataloaderPrefetchFactor, "0 or more");
        Require(PadToLength is null or >= 1, nameof(PadToLength), PadToLength ?? 0, "at least 1");
        Require(Device is null || !string.IsNullOrWhiteSpace(Device), nameof(Device), "empty", "the name of a device, such as cpu or cuda");
        Require(EvaluationMetrics.Names.Contains(MetricForBestModel), nameof(MetricForBestModel), MetricForBestModel, string.Join(", ", EvaluationMetrics.Names));
        if (!LoadBestModelAtEnd) return;
        Require(OutputDir is not null, nameof(OutputDir), "not set", $"set, for {nameof(LoadBestModelAtEnd)} to find the best checkpoint there");
        Require(
            EvalStrategy != IntervalStrategy.No && SaveStrategy == EvalStrategy && (SaveStrategy != IntervalStrategy.Steps || SaveSteps == EvalSteps),
            nameof(SaveStrategy), $"{SaveStrategy} ({SaveSteps} steps)", $"such that a checkpoint is saved whenever the model is evaluated ({EvalStrategy}, {EvalSteps} steps), for {nameof(LoadBestModelAtEnd)}");
    }

    private static void Require(bool holds, string name, object value, string range)
    {
        if (!holds) throw new ArgumentException($"{name} is {value}, but must be {range}.", name);
    }
}
