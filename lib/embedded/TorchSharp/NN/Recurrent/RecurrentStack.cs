using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The sizes of a recurrent network.</summary>
internal sealed record RecurrentShape(
    long InputSize, long HiddenSize, long Layers, bool HasBias, bool BatchFirst, double Dropout, bool Bidirectional, int Gates)
{
    public int Directions => Bidirectional ? 2 : 1;
}

/// <summary>
/// The layers and directions of a recurrent network: its parameters, named as PyTorch names them (weight_ih_l0, weight_hh_l0_reverse, …),
/// and the run through all of them.
/// </summary>
internal sealed class RecurrentStack
{
    private static readonly string[] ParameterKinds = ["weight_ih", "weight_hh", "bias_ih", "bias_hh"];

    private readonly nn.Module _module;
    private readonly RecurrentShape _shape;
    private readonly string[][] _names;

    public RecurrentStack(nn.Module module, RecurrentShape shape, Device? device, ScalarType? dtype)
    {
        Check(shape);
        _module = module;
        _shape = shape;
        _names = new string[shape.Layers * shape.Directions][];
        double bound = 1 / Math.Sqrt(shape.HiddenSize);
        for (int i = 0; i < _names.Length; i++)
        {
            long layer = i / shape.Directions, width = shape.Gates * shape.HiddenSize;
            string suffix = $"_l{layer}{(i % shape.Directions == 1 ? "_reverse" : "")}";
            long inputs = layer == 0 ? shape.InputSize : shape.HiddenSize * shape.Directions;
            long[][] sizes = [[width, inputs], [width, shape.HiddenSize], [width], [width]];
            _names[i] = [.. ParameterKinds.Take(shape.HasBias ? 4 : 2).Select(kind => kind + suffix)];
            foreach (var (name, size) in _names[i].Zip(sizes))
            {
                var parameter = empty(size, dtype, device).AsParameter();
                parameter.DetachFromDisposeScope();
                nn.init.uniform_(parameter, -bound, bound);
                module.register_parameter(name, parameter);
            }
        }
    }

    /// <summary>The parameter of a kind ("weight_ih", …) of a layer and direction, counted together.</summary>
    public Parameter? Parameter(string kind, long index)
        => Array.IndexOf(ParameterKinds, kind) is var place && place < _names[index].Length ? _module.get_parameter(_names[index][place]) : null;

    /// <summary>Runs padded sequences, [steps, batch, input] or [batch, steps, input].</summary>
    /// <param name="cell">The cell; null for the LSTM, which has its own kernel.</param>
    /// <param name="input">The sequences.</param>
    /// <param name="hidden">The initial hidden states, [layers · directions, batch, hidden]; zeros when null.</param>
    /// <param name="memory">The initial cell states of an LSTM; zeros when null.</param>
    public (Tensor Output, Tensor Hidden, Tensor? Memory) RunPadded(RecurrentCell? cell, Tensor input, Tensor? hidden, Tensor? memory)
    {
        if (input.dim() != 3 || input.shape[2] != _shape.InputSize)
            throw new ArgumentException(
                $"{_module.GetName()}: the input is [{string.Join(", ", input.shape)}], but must be " +
                $"{(_shape.BatchFirst ? "[batch, steps" : "[steps, batch")}, {_shape.InputSize}].", nameof(input));
        var byStep = _shape.BatchFirst ? input.transpose(0, 1) : input;
        long steps = byStep.shape[0], batch = byStep.shape[1];
        var (output, last, lastMemory) = Run(cell, byStep.reshape(steps * batch, _shape.InputSize), Steps.Uniform(steps, batch), hidden, memory);
        output = output.view(steps, batch, _shape.HiddenSize * _shape.Directions);
        return (_shape.BatchFirst ? output.transpose(0, 1) : output, last, lastMemory);
    }

    /// <summary>Runs packed sequences. States are in the order in which the sequences stood before they were packed.</summary>
    /// <inheritdoc cref="RunPadded"/>
    public (nn.utils.rnn.PackedSequence Output, Tensor Hidden, Tensor? Memory) RunPacked(
        RecurrentCell? cell, nn.utils.rnn.PackedSequence input, Tensor? hidden, Tensor? memory)
    {
        var steps = new Steps(input.batch_sizes.data<long>().ToArray());
        if (input.sorted_indices is { } sorted)
        {
            hidden = hidden?.index_select(1, sorted);
            memory = memory?.index_select(1, sorted);
        }
        var (output, last, lastMemory) = Run(cell, input.data, steps, hidden, memory);
        if (input.unsorted_indices is { } unsorted)
        {
            last = last.index_select(1, unsorted);
            lastMemory = lastMemory?.index_select(1, unsorted);
        }
        return (input.With(output), last, lastMemory);
    }

    private (Tensor Output, Tensor Hidden, Tensor? Memory) Run(RecurrentCell? cell, Tensor data, Steps steps, Tensor? hidden, Tensor? memory)
    {
        bool isLstm = cell is null;
        hidden ??= zeros([_names.Length, steps.Batch, _shape.HiddenSize], data.dtype);
        if (isLstm) memory ??= zeros([_names.Length, steps.Batch, _shape.HiddenSize], data.dtype);
        CheckState(hidden, steps.Batch);
        CheckState(memory, steps.Batch);

        var lastHidden = new Tensor[_names.Length];
        var lastMemory = new Tensor?[_names.Length];
        var directions = new Tensor[_shape.Directions];
        for (int i = 0; i < _names.Length; i++)
        {
            int direction = i % _shape.Directions;
            bool reverse = direction == 1;
            var weights = WeightsOf(i);
            (directions[direction], lastHidden[i], lastMemory[i]) = isLstm
                ? LstmOps.Run(data, steps, hidden[i], memory![i], weights, reverse)
                : RecurrentCells.Run(cell!, data, steps, hidden[i], null, weights, reverse);
            if (direction < _shape.Directions - 1) continue;
            data = directions.Length == 1 ? directions[0] : cat(directions, 1);
            if (i < _names.Length - 1 && _shape.Dropout > 0) data = DropoutOps.Dropout(data, _shape.Dropout, _module.training, inplace: false);
        }
        return (data, stack(lastHidden, 0), isLstm ? stack(lastMemory!, 0) : null);
    }

    private CellWeights WeightsOf(int index)
    {
        string[] names = _names[index];
        return new CellWeights(
            _module.get_parameter(names[0])!, _module.get_parameter(names[1])!,
            _shape.HasBias ? _module.get_parameter(names[2]) : null, _shape.HasBias ? _module.get_parameter(names[3]) : null);
    }

    private void CheckState(Tensor? state, int batch)
    {
        if (state is not null && !state.shape.AsSpan().SequenceEqual([_names.Length, batch, _shape.HiddenSize]))
            throw new ArgumentException(
                $"{_module.GetName()}: an initial state is [{string.Join(", ", state.shape)}], but must be " +
                $"[{_names.Length}, {batch}, {_shape.HiddenSize}] (layers · directions, batch, hidden).");
    }

    private static void Check(RecurrentShape shape)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shape.InputSize, 1, "inputSize");
        ArgumentOutOfRangeException.ThrowIfLessThan(shape.HiddenSize, 1, "hiddenSize");
        ArgumentOutOfRangeException.ThrowIfLessThan(shape.Layers, 1, "numLayers");
        if (shape.Dropout is < 0 or >= 1) throw new ArgumentException($"dropout is {shape.Dropout}, but must be in [0, 1).");
    }
}
