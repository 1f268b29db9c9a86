using TorchSharp.Engine;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>The part that all optimizers share: groups, state by parameter, saving and loading.</summary>
public abstract class OptimizerHelper : Optimizer
{
    /// <summary>The optimizer's own arguments: what a group without a setting takes.</summary>
    protected OptimizerOptions _defaults = new();

    private readonly Dictionary<Tensor, OptimizerState> _states = new(ReferenceEqualityComparer.Instance);

    /// <summary>An optimizer without groups.</summary>
    public OptimizerHelper()
    {
    }

    /// <summary>Fills the gradients of all parameters with zeros; the memory stays. (<c>model.zero_grad()</c> drops them instead, which is faster.)</summary>
    public override void zero_grad()
    {
        foreach (var parameter in parameters())
        {
            using var grad = parameter.grad;
            grad?.zero_();
        }
    }

    /// <summary>Adds a group. Settings that it lacks are the optimizer's; its parameters start without history.</summary>
    public override void add_param_group(ParamGroup param_group) => base.add_param_group(param_group);

    /// <summary>All parameters of all groups.</summary>
    public override IEnumerable<Parameter> parameters() => base.parameters();

    /// <summary>The options and state, by reference.</summary>
    public virtual StateDictionary state_dict()
    {
        var result = new StateDictionary();
        foreach (var group in _parameter_groups)
        {
            result.Options.Add(group.Options);
            var indices = new List<int>();
            foreach (var parameter in group.Parameters)
            {
                indices.Add(result.State.Count);
                result.State.Add(_states[parameter]);
            }
            result.StateIndexRef.Add(indices);
        }
        return result;
    }

    /// <summary>Takes over copies of another optimizer's options and state.</summary>
    /// <exception cref="ArgumentException">The other has more or fewer groups or parameters.</exception>
    public virtual void load_state_dict(StateDictionary state_dict)
    {
        ArgumentNullException.ThrowIfNull(state_dict);
        var own = this.state_dict();
        RequireCounts(own, state_dict.Options.Count, state_dict.State.Count);
        foreach (var (target, source) in own.Options.Zip(state_dict.Options))
            if (!ReferenceEquals(target, source)) target.LoadStateDict(source);
        foreach (var (target, source) in own.State.Zip(state_dict.State))
            if (!ReferenceEquals(target, source)) target.LoadStateDict(source);
    }

    /// <summary>Saves the options and state; the file appears under its name only once it is complete.</summary>
    public void save_state_dict(string location) => AtomicFile.Write(location, stream =>
    {
        using var writer = new BinaryWriter(stream);
        save_state_dict(writer);
    });

    /// <summary>Loads what <see cref="save_state_dict(string)"/> wrote.</summary>
    public void load_state_dict(string location)
    {
        using var stream = File.OpenRead(location);
        using var reader = new BinaryReader(stream);
        load_state_dict(reader);
    }

    /// <summary>Writes the options and state in TorchSharp's binary format: the optimizer's name, the two counts (LEB128), the options, the states.</summary>
    public void save_state_dict(BinaryWriter writer)
    {
        var own = state_dict();
        writer.Write(GetType().Name);
        writer.Write7BitEncodedInt64(own.Options.Count);
        writer.Write7BitEncodedInt64(own.State.Count);
        foreach (var options in own.Options) options.SaveStateDict(writer);
        foreach (var state in own.State) state.SaveStateDict(writer);
    }

    /// <summary>Reads what <see cref="save_state_dict(BinaryWriter)"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is the state of another kind of optimizer.</exception>
    /// <exception cref="ArgumentException">The other has more or fewer groups or parameters.</exception>
    public void load_state_dict(BinaryReader reader)
    {
        string kind = reader.ReadString();
        if (kind != GetType().Name)
            throw new InvalidDataException($"The file holds the state of the optimizer {kind}, not of {GetType().Name}: create a {kind}, or start without the file.");
        var own = state_dict();
        RequireCounts(own, reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64());
        foreach (var options in own.Options) options.LoadStateDict(reader);
        foreach (var state in own.State) state.LoadStateDict(reader);
    }

    /// <summary>Moves the state to a device; there is only the CPU.</summary>
    public void to(Device device)
    {
        foreach (var state in _states.Values) state.to(device);
    }

    /// <summary>Evaluates the closure, then calls <paramref name="body"/> for each group without recording gradients.</summary>
    /// <returns>What the closure returned, else null.</returns>
    protected Tensor? _step<T>(Action<T> body, Func<Tensor>? loss_closure = null)
        where T : ParamGroup
    {
        Tensor? loss = null;
        if (loss_closure is not null)
        {
            using var _ = enable_grad();
            loss = loss_closure();
        }
        using (no_grad())
        using (NewDisposeScope())
        {
            foreach (var group in _parameter_groups) body((T)group);
        }
        return loss;
    }

    /// <summary>Disposes the state of all parameters.</summary>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing) return;
        foreach (var state in _states.Values) (state as IDisposable)?.Dispose();
        _states.Clear();
    }

    /// <summary>Adds a group whose options are complete, and starts the state of its parameters.</summary>
    private protected void Add<TOptions>(ParamGroup group, Action<TOptions, TOptions> takeDefaults, Func<Parameter, OptimizerState> newState)
        where TOptions : OptimizerOptions, new()
    {
        group.Parameters = [.. group.Parameters];
        group.Options ??= new TOptions();
        if (group.Options is not TOptions options)
            throw new ArgumentException($"The group's options are of type {group.Options.GetType()}, but {GetType().Name} takes {typeof(TOptions)}.", nameof(group));
        options.LearningRate ??= _defaults.LearningRate;
        takeDefaults(options, (TOptions)_defaults);
        options.InitialLearningRate = options.LearningRate!.Value;

        _parameter_groups.Add(group);
        foreach (var parameter in group.Parameters)
        {
            var state = newState(parameter);
            state.Initialize(options);
            if (!_states.TryAdd(parameter, state))
                throw new ArgumentException($"A parameter of shape [{string.Join(", ", parameter.shape)}] is in the optimizer twice: give each parameter to one group, once.", nameof(group));
        }
    }

    private protected T StateOf<T>(Parameter parameter)
        where T : OptimizerState
        => (T)_states[parameter];

    /// <summary>Refuses a setting outside its range, which an optimizer's constructor names.</summary>
    private protected static void Require(bool valid, string setting, double value, string range)
    {
        if (!valid) throw new ArgumentException($"{setting} is {value}, but must be {range}.", setting);
    }

    private static void RequireCounts(StateDictionary own, long groups, long states)
    {
        if (own.Options.Count != groups || own.State.Count != states)
            throw new ArgumentException(
                $"The saved optimizer has {groups} parameter groups with {states} parameters, this one has {own.Options.Count} with {own.State.Count}: create it with the same groups.");
    }
}
