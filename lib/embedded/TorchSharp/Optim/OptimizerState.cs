using System.Diagnostics.CodeAnalysis;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What an optimizer remembers of one parameter.</summary>
public abstract class OptimizerState
{
    /// <summary>The parameter.</summary>
    protected Parameter _parameter;

    /// <summary>Creates the state; <see cref="Initialize"/> fills it.</summary>
    protected OptimizerState(Parameter parameter) => _parameter = parameter;

    /// <summary>Writes the state in TorchSharp's binary format.</summary>
    public abstract void SaveStateDict(BinaryWriter writer);

    /// <summary>Reads what <see cref="SaveStateDict"/> wrote.</summary>
    public abstract void LoadStateDict(BinaryReader reader);

    /// <summary>Takes over a copy of another parameter's state.</summary>
    public abstract void LoadStateDict(OptimizerState source);

    /// <summary>Whether another state holds about the same numbers.</summary>
    public virtual bool ApproximatelyEquals(OptimizerState other) => false;

    /// <summary>Starts anew, as before the first step.</summary>
    public abstract void Initialize(OptimizerOptions options);

    /// <summary>Moves the state to a device; there is only the CPU.</summary>
    public virtual void to(Device device)
    {
    }

    /// <summary>Reads a tensor that may be absent.</summary>
    protected static void LoadConditionalStateTensor(BinaryReader reader, ref Tensor? result, Device device)
    {
        result?.Dispose();
        result = reader.ReadBoolean() ? TensorExtensionMethods.Load(reader).DetachFromDisposeScope() : null;
    }

    /// <summary>Writes a tensor that may be absent.</summary>
    protected static void SaveConditionalStateTensor(BinaryWriter writer, Tensor? tensor)
    {
        writer.Write(tensor is not null);
        tensor?.Save(writer);
    }

    /// <summary>Puts a tensor of zeros, of the parameter's shape, in the place of <paramref name="tensor"/>.</summary>
    private protected void Zero([NotNull] ref Tensor? tensor)
    {
        tensor?.Dispose();
        using var _ = no_grad();
        tensor = zeros_like(_parameter).DetachFromDisposeScope();
    }

    /// <summary>Puts a copy of <paramref name="source"/> in the place of <paramref name="tensor"/>.</summary>
    [return: NotNullIfNotNull(nameof(source))]
    private protected static Tensor? Replace(Tensor? tensor, Tensor? source)
    {
        var copy = source?.clone().DetachFromDisposeScope();
        tensor?.Dispose();
        return copy;
    }

    private protected static bool Close(Tensor? a, Tensor? b)
        => a is null ? b is null : b is not null && a.allclose(b);

    private protected T SameKind<T>(OptimizerState source)
        where T : OptimizerState
        => source as T ?? throw new ArgumentException($"The state is one of {source?.GetType().DeclaringType?.Name}, not of {typeof(T).DeclaringType?.Name}.", nameof(source));
}
