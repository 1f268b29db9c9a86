using System.Globalization;
using TransferLearning.Inference.Encoders;
using TransferLearning.Inference.Kernels;

namespace TransferLearning.Export.Onnx;

/// <summary>Draws a classifier as a graph of ONNX operators.</summary>
internal sealed class EncoderGraph
{
    private readonly EncoderShape _shape;
    private readonly WeightSource _weights;
    private readonly OnnxGraph _graph;

    private EncoderGraph(EncoderShape shape, WeightSource weights)
    {
        _shape = shape;
        _weights = weights;
        string[] inputs = HasTypes ? ["input_ids", "attention_mask", "token_type_ids"] : ["input_ids", "attention_mask"];
        _graph = new OnnxGraph(shape.Config.ModelType)
        {
            Inputs = [.. inputs.Select(input => new OnnxValue(input, OnnxType.Int64, "batch_size", "sequence_length"))],
            Outputs = [new OnnxValue("logits", OnnxType.Float, "batch_size", shape.Config.NumLabels.ToString(CultureInfo.InvariantCulture))],
        };
    }

    /// <summary>Whether the model tells sentences apart: BERT does; RoBERTa has one type only.</summary>
    private bool HasTypes => _shape.TypeVocabSize > 1;

    /// <summary>Draws the graph. The weights are read when it is written.</summary>
    public static OnnxGraph Draw(EncoderShape shape, WeightSource weights)
    {
        var drawing = new EncoderGraph(shape, weights);
        var hidden = drawing.Embeddings();
        var mask = drawing.Mask();
        for (var layer = 0; layer < shape.Layers.Count; layer++) hidden = drawing.Layer(layer, hidden, mask);
        drawing._graph.NameOutput(drawing.Head(hidden), "logits");
        return drawing._graph;
    }

    private string Embeddings()
    {
        var names = _shape.Names;
        var words = _graph.Add("Gather", [Table("word_embeddings", _shape.VocabSize), "input_ids"]);              // (batch, tokens, width)
        var places = _graph.Add("Gather", [Table("position_embeddings", _shape.Positions), Positions()]);         // (batch or 1, tokens, width)
        var sum = _graph.Add("Add", [words, places]);
        if (_shape.TypeVocabSize > 0)
        {
            var table = Table("token_type_embeddings", _shape.TypeVocabSize);
            sum = _graph.Add("Add", [sum, _graph.Add("Gather", [table, HasTypes ? "token_type_ids" : _graph.Integers(0)])]);
        }

        return Norm(names.Embedding("LayerNorm"), sum, _shape.Width, _shape.NormEpsilon);

        string Table(string part, int rows) => Weights(names.Embedding(part) + ".weight", rows, _shape.Width);
    }

    /// <summary>The rows of the table of positions: 0, 1, 2 …; RoBERTa counts the tokens that are no padding, from past the padding's id.</summary>
    private string Positions()
    {
        if (_shape.UncountedToken is { } padding)
        {
            var isToken = _graph.Add("Cast", [_graph.Add("Not", [_graph.Add("Equal", ["input_ids", _graph.Integer(padding)])])], ("to", (long)OnnxType.Int64));
            var count = _graph.Add("Mul", [_graph.Add("CumSum", [isToken, _graph.Integer(1)]), isToken]);
            return _graph.Add("Add", [count, _graph.Integer(padding)]);
        }

        var length = _graph.Add("Gather", [_graph.Add("Shape", ["input_ids"]), _graph.Integer(1)]);
        return _graph.Add("Unsqueeze", [_graph.Add("Range", [_graph.Integer(0), length, _graph.Integer(1)]), _graph.Integers(0)]);
    }

    /// <summary>What is added to the scores: nothing for tokens, the lowest number for padding; (batch, 1, 1, tokens).</summary>
    private string Mask()
    {
        var mask = _graph.Add("Cast", [_graph.Add("Unsqueeze", ["attention_mask", _graph.Integers(1, 2)])], ("to", (long)OnnxType.Float));
        return _graph.Add("Mul", [_graph.Add("Sub", [_graph.Number(1), mask]), _graph.Number(float.MinValue)]);
    }

    private string Layer(int index, string hidden, string mask)
    {
        var (names, width) = (_shape.Names, _shape.Width);
        var (heads, intermediate) = _shape.Layers[index];
        var attention = heads * _shape.HeadSize;

        var queries = Heads(names.Query, 0, 2, 1, 3);                                                                                // (batch, heads, tokens, headSize)
        var keys = Heads(names.Key, 0, 2, 3, 1);                                                                                     // (batch, heads, headSize, tokens)
        var values = Heads(names.Value, 0, 2, 1, 3);                                                                                 // (batch, heads, tokens, headSize)
        var scores = _graph.Add("Div", [_graph.Add("MatMul", [queries, keys]), _graph.Number(MathF.Sqrt(_shape.HeadSize))]);         // (batch, heads, tokens, tokens)
        var shares = _graph.Add("Softmax", [_graph.Add("Add", [scores, mask])], ("axis", -1L));
        var context = _graph.Add("Transpose", [_graph.Add("MatMul", [shares, values])], ("perm", new long[] { 0, 2, 1, 3 }));
        var merged = _graph.Add("Reshape", [context, _graph.Integers(0, 0, attention)]);                                             // (batch, tokens, attention)

        var attended = Norm(Name(names.AttentionNorm), _graph.Add("Add", [Linear(Name(names.AttentionOutput), merged, attention, width), hidden]), width, _shape.NormEpsilon);
        var inner = Activate(_shape.Activation, Linear(Name(names.Inner), attended, width, intermediate));
        return Norm(Name(names.OutputNorm), _graph.Add("Add", [Linear(Name(names.Outer), inner, intermediate, width), attended]), width, _shape.NormEpsilon);

        string Name(string part) => names.Layer(index, part);

        string Heads(string part, params long[] order) =>
            _graph.Add("Transpose", [_graph.Add("Reshape", [Linear(Name(part), hidden, width, attention), _graph.Integers(0, 0, heads, _shape.HeadSize)])], ("perm", order));
    }

    private string Head(string hidden)
    {
        var (x, width) = (_graph.Add("Gather", [hidden, _graph.Integer(0)], ("axis", 1L)), _shape.Width); // (batch, width)
        foreach (var step in _shape.Head)
        {
            x = step.IsNorm ? Norm(step.Name, x, step.Width, EncoderShape.HeadNormEpsilon) : Linear(step.Name, x, width, step.Width);
            x = Activate(step.Activation, x);
            width = step.Width;
        }

        return x;
    }

    private string Linear(string name, string x, int inputs, int outputs)
    {
        // ONNX multiplies from the left, so the matrix is turned round.
        var weight = _graph.Constant(name + ".weight", [inputs, outputs], () => Transpose(_weights.Values(name + ".weight", outputs, inputs), outputs, inputs));
        return _graph.Add("Add", [_graph.Add("MatMul", [x, weight]), Weights(name + ".bias", outputs)]);
    }

    private string Norm(string name, string x, int width, float epsilon) =>
        _graph.Add("LayerNormalization", [x, Weights(name + ".weight", width), Weights(name + ".bias", width)], ("axis", -1L), ("epsilon", epsilon));

    /// <summary>The exact GELU in the steps that ONNX Runtime knows to be one.</summary>
    private string Activate(Activation activation, string x) => activation switch
    {
        Activation.None => x,
        Activation.Gelu => Half(x, _graph.Add("Erf", [_graph.Add("Div", [x, _graph.Number(MathF.Sqrt(2))])])),
        Activation.GeluTanh => Half(x, _graph.Add("Tanh", [_graph.Add("Mul", [_graph.Add("Add", [x, _graph.Add("Mul", [_graph.Add("Pow", [x, _graph.Number(3)]), _graph.Number(0.044715f)])]), _graph.Number(MathF.Sqrt(2 / MathF.PI))])])),
        Activation.Silu => _graph.Add("Mul", [x, _graph.Add("Sigmoid", [x])]),
        _ => _graph.Add(activation.ToString(), [x]),
    };

    /// <summary>x/2 · (1 + y).</summary>
    private string Half(string x, string y) => _graph.Add("Mul", [_graph.Add("Mul", [x, _graph.Add("Add", [y, _graph.Number(1)])]), _graph.Number(0.5f)]);

    private string Weights(string name, params long[] shape) => _graph.Constant(name, shape, () => _weights.Values(name, shape));

    private static float[] Transpose(float[] matrix, int rows, int columns)
    {
        const int Block = 32;
        var turned = new float[matrix.Length];
        for (var top = 0; top < rows; top += Block)
        {
            for (var left = 0; left < columns; left += Block)
            {
                for (var row = top; row < Math.Min(rows, top + Block); row++)
                {
                    for (var column = left; column < Math.Min(columns, left + Block); column++) turned[(column * rows) + row] = matrix[(row * columns) + column];
                }
            }
        }

        return turned;
    }
}
