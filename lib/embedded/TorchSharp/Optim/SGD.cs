using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>Stochastic gradient descent, with momentum (Sutskever et al. 2013) if asked for.</summary>
public class SGD : OptimizerHelper, IMomentum
{
    /// <summary>Optimizes the given parameters.</summary>
    public SGD(
        IEnumerable<Parameter> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, momentum, dampening, weight_decay, nesterov, maximize)
    {
    }

    /// <summary>Optimizes the given groups; what a group does not set is set by the other arguments.</summary>
    public SGD(
        IEnumerable<ParamGroup> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
    {
        Require(lr >= 0, nameof(lr), lr, "0 or more");
        Require(momentum >= 0, nameof(momentum), momentum, "0 or more");
        Require(weight_decay >= 0, nameof(weight_decay), weight_decay, "0 or more");
        Require(!nesterov || (momentum > 0 && dampening == 0), nameof(dampening), dampening, "0, and the momentum above 0, with Nesterov's method");
        _defaults = new Options
        {
            LearningRate = lr,
            InitialLearningRate = lr,
            momentum = momentum,
            dampening = dampening,
            weight_decay = weight_decay,
            nesterov = nesterov,
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
        foreach (var parameter in group.Parameters)
        {
            if (parameter.grad is not { } grad) continue;
            var state = StateOf<State>(parameter);
            bool fused = group.Options.maximize != true && Dense.AreSingle(parameter, grad, state.momentum_buffer) && parameter.is_contiguous();
            if (fused) StepFused(parameter, grad, state, group.Options);
            else StepComposed(parameter, grad, state, group.Options);
        }
    }

    private static unsafe void StepFused(Parameter parameter, Tensor grad, State state, Options options)
    {
        bool first = state.momentum_buffer is null;
        if (options.momentum is not 0) state.momentum_buffer ??= empty_like(parameter).DetachFromDisposeScope();
        using var gradient = Dense.Of(grad);
        Kernels.Optimizers.Sgd(
            parameter.Pointer<float>(), gradient.Pointer, state.momentum_buffer is null ? null : state.momentum_buffer.Pointer<float>(), parameter.numel(),
            (float)options.LearningRate!.Value, (float)options.momentum!.Value, (float)options.dampening!.Value, (float)options.weight_decay!.Value,
            options.nesterov == true, maximize: false, first);
        parameter.Storage.BumpVersion();
        GC.KeepAlive(grad);
    }

    private static void StepComposed(Parameter parameter, Tensor grad, State state, Options options)
    {
        double momentum = options.momentum!.Value, weightDecay = options.weight_decay!.Value;
        if (weightDecay != 0) grad = grad.add(parameter, alpha: weightDecay);
        if (momentum != 0)
        {
            if (state.momentum_buffer is null) state.momentum_buffer = grad.clone().DetachFromDisposeScope();
            else state.momentum_buffer.mul_(momentum).add_(grad, alpha: 1 - options.dampening!.Value);
            grad = options.nesterov == true ? grad.add(state.momentum_buffer, alpha: momentum) : state.momentum_buffer;
        }
        parameter.add_(grad, alpha: options.maximize == true ? options.LearningRate!.Value : -options.LearningRate!.Value);
    }

    /// <summary>The settings of a group.</summary>
    public class Options : OptimizerOptions
    {
        /// <summary>The share of the last update that goes on.</summary>
        public double? momentum;

        /// <summary>The share of the gradient that the momentum leaves out.</summary>
        public double? dampening;

        /// <summary>An L2 term: this times the parameter is added to the gradient.</summary>
        public double? weight_decay;

        /// <summary>Look ahead along the momentum.</summary>
        public bool? nesterov;

        /// <summary>Climb instead of descend.</summary>
        public bool? maximize;

        internal static void TakeDefaults(Options options, Options defaults)
        {
            options.momentum ??= defaults.momentum;
            options.dampening ??= defaults.dampening;
            options.weight_decay ??= defaults.weight_decay;
            options.nesterov ??= defaults.nesterov;
            options.maximize ??= defaults.maximize;
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerOptions source)
        {
            base.LoadStateDict(source);
            var options = (Options)source;
            momentum = options.momentum;
            dampening = options.dampening;
            weight_decay = options.weight_decay;
            nesterov = options.nesterov;
            maximize = options.maximize;
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            momentum = reader.ReadDouble();
            dampening = reader.ReadDouble();
            weight_decay = reader.ReadDouble();
            nesterov = reader.ReadBoolean();
            maximize = reader.ReadBoolean();
        }

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            writer.Write(momentum!.Value);
            writer.Write(dampening!.Value);
            writer.Write(weight_decay!.Value);
            writer.Write(nesterov!.Value);
            writer.Write(maximize!.Value);
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
            IEnumerable<Parameter> parameters, double lr = 1e-3, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
            : base(parameters, new Options
            {
                LearningRate = lr,
                momentum = momentum,
                dampening = dampening,
                weight_decay = weight_decay,
                nesterov = nesterov,
                maximize = maximize,
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
        /// <summary>The running sum of gradients; null without momentum, and before the first step.</summary>
        public Tensor? momentum_buffer;

        /// <summary>Creates the state; <see cref="Initialize"/> fills it.</summary>
        public State(Parameter parameter)
            : base(parameter)
        {
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            momentum_buffer?.Dispose();
        }

        /// <inheritdoc/>
        public override void Initialize(OptimizerOptions options)
        {
            momentum_buffer?.Dispose();
            momentum_buffer = null;
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            LoadConditionalStateTensor(reader, ref momentum_buffer, _parameter.device);
        }

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            SaveConditionalStateTensor(writer, momentum_buffer);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerState source)
        {
            var state = SameKind<State>(source);
            momentum_buffer = Replace(momentum_buffer, state.momentum_buffer);
        }

        /// <inheritdoc/>
        public override bool ApproximatelyEquals(OptimizerState other)
            => other is State state && Close(momentum_buffer, state.momentum_buffer);
    }
}
