using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>RMSProp (Hinton 2012): the gradient divided by the root of its averaged square.</summary>
public class RMSProp : OptimizerHelper, IMomentum
{
    /// <summary>Optimizes the given parameters.</summary>
    public RMSProp(
        IEnumerable<Parameter> parameters, double lr = 1e-3, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, alpha, eps, weight_decay, momentum, centered, maximize)
    {
    }

    /// <summary>Optimizes the given groups; what a group does not set is set by the other arguments.</summary>
    public RMSProp(
        IEnumerable<ParamGroup> parameters, double lr = 1e-3, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false)
    {
        Require(lr >= 0, nameof(lr), lr, "0 or more");
        Require(alpha >= 0, nameof(alpha), alpha, "0 or more");
        Require(eps >= 0, nameof(eps), eps, "0 or more");
        Require(momentum >= 0, nameof(momentum), momentum, "0 or more");
        Require(weight_decay >= 0, nameof(weight_decay), weight_decay, "0 or more");
        _defaults = new Options
        {
            LearningRate = lr,
            InitialLearningRate = lr,
            alpha = alpha,
            eps = eps,
            weight_decay = weight_decay,
            momentum = momentum,
            centered = centered,
            maximize = maximize,
        };
        foreach (var group in parameters) add_param_group(group);
    }

    /// <summary>The momentum of groups added later.</summary>
    public double Momentum
    {
        get => ((Options)_defaults).momentum!.Value;
        set => ((Options)_defaults).momentum = value;
    }

    /// <inheritdoc/>
    public override Tensor? step(Func<Tensor>? closure = null) => _step<ParamGroup>(Step, closure);

    /// <inheritdoc/>
    public override void add_param_group(Modules.ParamGroup param_group)
        => Add<Options>(param_group, Options.TakeDefaults, parameter => new State(parameter));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => base.Dispose(disposing);

    private void Step(ParamGroup group)
    {
        var options = group.Options;
        double lr = options.LearningRate!.Value, alpha = options.alpha!.Value;
        double momentum = options.momentum!.Value, weightDecay = options.weight_decay!.Value;
        foreach (var parameter in group.Parameters)
        {
            if (parameter.grad is not { } grad) continue;
            if (options.maximize == true) grad = -grad;
            if (weightDecay != 0) grad = grad.add(parameter, alpha: weightDecay);
            var state = StateOf<State>(parameter);
            state.step++;
            state.square_avg.mul_(alpha).add_(grad * grad, alpha: 1 - alpha);
            var denominator = options.centered == true ? Deviation(state, grad, alpha) : state.square_avg.sqrt();
            denominator.add_(options.eps!.Value);
            if (momentum > 0) parameter.add_(state.momentum_buffer.mul_(momentum).add_(grad / denominator), alpha: -lr);
            else parameter.add_(grad / denominator, alpha: -lr);
        }
    }

    private static Tensor Deviation(State state, Tensor grad, double alpha)
    {
        state.grad_avg.mul_(alpha).add_(grad, alpha: 1 - alpha);
        return (state.square_avg - state.grad_avg * state.grad_avg).sqrt_();
    }

    /// <summary>The settings of a group.</summary>
    public class Options : OptimizerOptions
    {
        /// <summary>Climb instead of descend.</summary>
        public bool? maximize;

        /// <summary>The share of the last update that goes on.</summary>
        public double? momentum;

        /// <summary>The decay rate of the average of the squared gradient.</summary>
        public double? alpha;

        /// <summary>Added to the denominator.</summary>
        public double? eps;

        /// <summary>An L2 term: this times the parameter is added to the gradient.</summary>
        public double? weight_decay;

        /// <summary>Divide by the standard deviation instead.</summary>
        public bool? centered;

        internal static void TakeDefaults(Options options, Options defaults)
        {
            options.maximize ??= defaults.maximize;
            options.momentum ??= defaults.momentum;
            options.alpha ??= defaults.alpha;
            options.eps ??= defaults.eps;
            options.weight_decay ??= defaults.weight_decay;
            options.centered ??= defaults.centered;
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerOptions source)
        {
            base.LoadStateDict(source);
            var options = (Options)source;
            maximize = options.maximize;
            momentum = options.momentum;
            alpha = options.alpha;
            eps = options.eps;
            weight_decay = options.weight_decay;
            centered = options.centered;
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            maximize = reader.ReadBoolean();
            momentum = reader.ReadDouble();
            alpha = reader.ReadDouble();
            eps = reader.ReadDouble();
            weight_decay = reader.ReadDouble();
            centered = reader.ReadBoolean();
        }

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            writer.Write(maximize!.Value);
            writer.Write(momentum!.Value);
            writer.Write(alpha!.Value);
            writer.Write(eps!.Value);
            writer.Write(weight_decay!.Value);
            writer.Write(centered!.Value);
        }
    }

    /// <summary>Parameters with their own settings.</summary>
    public class ParamGroup : ParamGroup<Options>, IMomentum
    {
        /// <summary>An empty group.</summary>
        public ParamGroup()
        {
        }

        /// <summary>A group with the given settings.</summary>
        public ParamGroup(IEnumerable<Parameter> parameters, Options options)
            : base(parameters, options)
        {
        }

        /// <summary>A group with all settings.</summary>
        public ParamGroup(
            IEnumerable<Parameter> parameters, double lr = 1e-3, double eps = 1e-8, double alpha = 0.99, double weight_decay = 0, double momentum = 0, bool centered = false)
            : base(parameters, new Options
            {
                LearningRate = lr,
                eps = eps,
                alpha = alpha,
                weight_decay = weight_decay,
                momentum = momentum,
                centered = centered,
            })
        {
        }

        /// <summary>The share of the last update that goes on.</summary>
        public double Momentum
        {
            get => Options.momentum!.Value;
            set => Options.momentum = value;
        }
    }

    /// <summary>What is remembered of a parameter.</summary>
    public sealed class State : OptimizerState, IDisposable
    {
        /// <summary>The steps taken.</summary>
        public long step;

        /// <summary>The running average of the squared gradient.</summary>
        public Tensor square_avg = null!;

        /// <summary>The running sum of updates.</summary>
        public Tensor momentum_buffer = null!;

        /// <summary>The running average of the gradient, for the centered form.</summary>
        public Tensor grad_avg = null!;

        /// <summary>Creates the state; <see cref="Initialize"/> fills it.</summary>
        public State(Parameter parameter)
            : base(parameter)
        {
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            square_avg.Dispose();
            momentum_buffer.Dispose();
            grad_avg.Dispose();
        }

        /// <inheritdoc/>
        public override void Initialize(OptimizerOptions options)
        {
            step = 0;
            Zero(ref square_avg!);
            Zero(ref momentum_buffer!);
            Zero(ref grad_avg!);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            step = reader.ReadInt64();
            square_avg.Load(reader);
            LoadConditionalStateTensor(reader, ref momentum_buffer!, _parameter.device);
            LoadConditionalStateTensor(reader, ref grad_avg!, _parameter.device);
        }

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(step);
            square_avg.Save(writer);
            SaveConditionalStateTensor(writer, momentum_buffer);
            SaveConditionalStateTensor(writer, grad_avg);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerState source)
        {
            var state = SameKind<State>(source);
            step = state.step;
            square_avg = Replace(square_avg, state.square_avg);
            momentum_buffer = Replace(momentum_buffer, state.momentum_buffer);
            grad_avg = Replace(grad_avg, state.grad_avg);
        }

        /// <inheritdoc/>
        public override bool ApproximatelyEquals(OptimizerState other)
            => other is State state && step == state.step && Close(square_avg, state.square_avg)
                && Close(momentum_buffer, state.momentum_buffer) && Close(grad_avg, state.grad_avg);
    }
}
