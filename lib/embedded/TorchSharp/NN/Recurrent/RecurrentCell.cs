using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The weights of one layer in one direction; the gates stand one above the other.</summary>
internal readonly record struct CellWeights(Tensor InputWeight, Tensor HiddenWeight, Tensor? InputBias, Tensor? HiddenBias);

/// <summary>One step of a recurrent layer, made of tensor operations.</summary>
/// <param name="fromInput">What the input contributes to the gates, bias included, [batch, gates·hidden].</param>
/// <param name="hidden">The last hidden state, [batch, hidden].</param>
/// <param name="memory">The last cell state, [batch, hidden]; null but for the LSTM.</param>
/// <param name="weights">The layer's weights.</param>
/// <returns>The new hidden state and cell state.</returns>
internal delegate (Tensor Hidden, Tensor? Memory) RecurrentCell(Tensor fromInput, Tensor hidden, Tensor? memory, CellWeights weights);

/// <summary>The recurrent cells, and how a sequence is run through one.</summary>
internal static class RecurrentCells
{
    /// <summary>Long short-term memory (Hochreiter and Schmidhuber 1997); gates: input, forget, cell, output.</summary>
    public static (Tensor Hidden, Tensor? Memory) Lstm(Tensor fromInput, Tensor hidden, Tensor? memory, CellWeights weights)
    {
        var gates = (fromInput + LinearOps.Linear(hidden, weights.HiddenWeight, weights.HiddenBias)).chunk(4, 1);
        var next = gates[1].sigmoid() * memory! + gates[0].sigmoid() * gates[2].tanh();
        return (gates[3].sigmoid() * next.tanh(), next);
    }

    /// <summary>The gated recurrent unit (Cho et al. 2014); gates: reset, update, new.</summary>
    public static (Tensor Hidden, Tensor? Memory) Gru(Tensor fromInput, Tensor hidden, Tensor? memory, CellWeights weights)
    {
        var ofInput = fromInput.chunk(3, 1);
        var ofHidden = LinearOps.Linear(hidden, weights.HiddenWeight, weights.HiddenBias).chunk(3, 1);
        var reset = (ofInput[0] + ofHidden[0]).sigmoid();
        var update = (ofInput[1] + ofHidden[1]).sigmoid();
        var candidate = (ofInput[2] + reset * ofHidden[2]).tanh();
        return (candidate + update * (hidden - candidate), null);
    }

    /// <summary>The simple recurrent cell (Elman 1990) with the hyperbolic tangent.</summary>
    public static (Tensor Hidden, Tensor? Memory) Tanh(Tensor fromInput, Tensor hidden, Tensor? memory, CellWeights weights)
        => ((fromInput + LinearOps.Linear(hidden, weights.HiddenWeight, weights.HiddenBias)).tanh(), null);

    /// <summary>The simple recurrent cell with a rectifier.</summary>
    public static (Tensor Hidden, Tensor? Memory) Relu(Tensor fromInput, Tensor hidden, Tensor? memory, CellWeights weights)
        => ((fromInput + LinearOps.Linear(hidden, weights.HiddenWeight, weights.HiddenBias)).relu(), null);

    /// <summary>Runs packed rows [total, input] through a cell, one step after the other.</summary>
    /// <returns>All hidden states [total, hidden], and the last hidden and cell state of each sequence [batch, hidden].</returns>
    public static (Tensor Output, Tensor Hidden, Tensor? Memory) Run(
        RecurrentCell cell, Tensor data, Steps steps, Tensor hidden, Tensor? memory, CellWeights weights, bool reverse)
    {
        var fromInput = LinearOps.Linear(data, weights.InputWeight, weights.InputBias);
        var outputs = new Tensor[steps.Count];
        var memories = new Tensor[memory is null ? 0 : steps.Count];
        Tensor h = hidden;
        var c = memory;
        foreach (int step in steps.InOrder(reverse))
        {
            int size = steps.Size(step);
            bool first = step == (reverse ? steps.Count - 1 : 0);
            (h, c) = cell(
                fromInput.narrow(0, steps.Offset(step), size), Active(h, hidden, size, first), c is null ? null : Active(c, memory!, size, first), weights);
            outputs[step] = h;
            if (c is not null) memories[step] = c;
        }
        using var last = steps.LastRows(reverse);
        var output = cat(outputs, 0);
        return (output, output.index_select(0, last), memory is null ? null : cat(memories, 0).index_select(0, last));
    }

    // Read forwards, sequences end and rows drop out; read backwards, they begin and rows of the initial state come in.
    private static Tensor Active(Tensor current, Tensor initial, int size, bool first)
    {
        if (first) return initial.narrow(0, 0, size);
        long rows = current.Sizes[0];
        return rows == size ? current
            : rows > size ? current.narrow(0, 0, size)
            : cat([current, initial.narrow(0, rows, size - rows)], 0);
    }
}
