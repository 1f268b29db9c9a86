using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules in order whose types a subclass knows: its <c>forward</c> runs them.</summary>
public abstract class Sequential<T, TResult> : nn.Module<T, TResult>
{
    /// <summary>Starts with modules under their names.</summary>
    protected Sequential(params (string name, nn.Module submodule)[] modules)
        : base(nameof(Sequential))
    {
        foreach (var (name, submodule) in modules) Add(name, submodule);
    }

    /// <summary>Starts with modules named by their position.</summary>
    protected Sequential(params nn.Module[] modules)
        : base(nameof(Sequential))
    {
        foreach (var module in modules) Add(module);
    }

    /// <summary>The number of modules.</summary>
    public int Count => _internal_submodules.Count;

    /// <summary>The module at a position.</summary>
    public nn.Module this[int index] => _internal_submodules[index].Item2;

    /// <summary>Adds a module, named by its position.</summary>
    public Sequential<T, TResult> append(nn.Module module) => append($"{Count}", module);

    /// <summary>Adds a module under a name.</summary>
    public Sequential<T, TResult> append(string name, nn.Module module)
    {
        Add(name, module);
        return this;
    }

    /// <summary>Adds a module, named by its position.</summary>
    protected void Add(nn.Module module) => Add($"{Count}", module);

    /// <summary>Adds a module under a name.</summary>
    protected void Add(string name, nn.Module sm) => register_module(name, sm);
}
