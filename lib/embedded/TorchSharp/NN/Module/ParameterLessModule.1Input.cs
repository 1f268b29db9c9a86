using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A module of one input without parameters or buffers: converting it to another element type does nothing.</summary>
public abstract class ParameterLessModule<T1, TResult> : nn.Module<T1, TResult>, IParameterLessModule
{
    /// <summary>Creates the module.</summary>
    protected ParameterLessModule(string name)
        : base(name)
    {
    }

    /// <inheritdoc/>
    protected internal override nn.Module _to(Device device, ScalarType dtype, bool non_blocking) => this;

    /// <inheritdoc/>
    protected internal override nn.Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking) => this;

    /// <inheritdoc/>
    protected internal override nn.Module _to(ScalarType dtype, bool non_blocking) => this;

    /// <summary>Always throws.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override void register_buffer(string name, Tensor tensor, bool persistent = true)
        => throw new InvalidOperationException($"{GetName()} is a module without parameters: the buffer '{name}' needs a module that derives from nn.Module.");

    /// <summary>Always throws.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override void register_parameter(string name, Parameter param)
        => throw new InvalidOperationException($"{GetName()} is a module without parameters: the parameter '{name}' needs a module that derives from nn.Module.");

    /// <summary>Registers a sub-module, which must have no parameters either.</summary>
    /// <exception cref="InvalidOperationException">It may have parameters.</exception>
    public override void register_module(string name, nn.Module submodule)
    {
        if (submodule is not IParameterLessModule)
            throw new InvalidOperationException($"{GetName()} is a module without parameters: the sub-module '{name}' must be one too.");
        base.register_module(name, submodule);
    }
}
