using TorchSharp.Engine;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What the modules of a single recurrent step share: parameters named as PyTorch names them, and the check of what comes in.</summary>
/// <param name="module">The module that has the parameters.</param>
/// <param name="inputSize">The size of the input.</param>
/// <param name="hiddenSize">The size of the state.</param>
internal sealed class CellParameters(nn.Module module, long inputSize, long hiddenSize)
{
    public CellWeights Weights => new(
        module.get_parameter("weight_ih")!, module.get_parameter("weight_hh")!, module.get_parameter("bias_ih"), module.get_parameter("bias_hh"));

    /// <summary>Registers the parameters, drawn evenly from ±1/√hiddenSize.</summary>
    public void Register(int gates, bool bias, Device? device, ScalarType? dtype)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(hiddenSize, 1);
        double bound = 1 / Math.Sqrt(hiddenSize);
        Register("weight_ih", gates * hiddenSize, inputSize);
        Register("weight_hh", gates * hiddenSize, hiddenSize);
        if (!bias) return;
        Register("bias_ih", gates * hiddenSize);
        Register("bias_hh", gates * hiddenSize);

        void Register(string name, params long[] sizes)
        {
            var parameter = empty(sizes, dtype, device).AsParameter();
            parameter.DetachFromDisposeScope();
            nn.init.uniform_(parameter, -bound, bound);
            module.register_parameter(name, parameter);
        }
    }

    /// <summary>Prepares a parameter for taking another's place: it leaves its dispose scope, and the old one is disposed.</summary>
    public Parameter? Replace(string name, Parameter? value)
    {
        var old = module.get_parameter(name);
        return Member.Set(ref old, value);
    }

    /// <summary>One step of a batch [batch, input] or of one sequence [input]; states that are null are zeros.</summary>
    public (Tensor Hidden, Tensor? Memory) Step(RecurrentCell cell, Tensor input, Tensor? hidden, Tensor? memory, bool hasMemory)
    {
        if (input.dim() is not (1 or 2) || input.Sizes[^1] != inputSize)
            throw new ArgumentException($"{module.GetName()}: the input is {Shapes.Text(input.Sizes)}, but must be [batch, {inputSize}] or [{inputSize}].");
        bool single = input.dim() == 1;
        long[] state = single ? [hiddenSize] : [input.Sizes[0], hiddenSize];
        var rows = single ? input.unsqueeze(0) : input;
        var (next, nextMemory) = cell(
            LinearOps.Linear(rows, Weights.InputWeight, Weights.InputBias), State(hidden, state, input.dtype), hasMemory ? State(memory, state, input.dtype) : null, Weights);
        return single ? (next.squeeze(0), nextMemory?.squeeze(0)) : (next, nextMemory);
    }

    private Tensor State(Tensor? state, long[] sizes, ScalarType type)
    {
        if (state is null) return zeros([sizes.Length == 1 ? 1 : sizes[0], hiddenSize], type);
        if (!Shapes.Same(state.Sizes, sizes))
            throw new ArgumentException($"{module.GetName()}: a state is {Shapes.Text(state.Sizes)}, but must be {Shapes.Text(sizes)} to go with the input.");
        return sizes.Length == 1 ? state.unsqueeze(0) : state;
    }
}
