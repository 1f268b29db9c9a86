using System.Text.Json.Serialization;

namespace TransferLearning.Training;

/// <summary>What turns gradients into changes of the weights.</summary>
public enum OptimizerType
{
    /// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019).</summary>
    [JsonStringEnumMemberName("adamw_torch")]
    AdamW,

    /// <summary>Adam with Nesterov's momentum (Dozat 2016). Its weight decay is an L2 term of the gradient.</summary>
    [JsonStringEnumMemberName("nadam")]
    NAdam,

    /// <summary>Stochastic gradient descent with momentum. Its weight decay is an L2 term of the gradient.</summary>
    [JsonStringEnumMemberName("sgd")]
    Sgd,
}
