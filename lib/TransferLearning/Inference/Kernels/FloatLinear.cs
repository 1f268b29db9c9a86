using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using TorchSharp.Kernels;
using TorchSharp.Threading;

namespace TransferLearning.Inference.Kernels;

/// <summary>A linear layer in float32.</summary>
/// <remarks>
/// The weights lie in the order in which they are read: group of outputs, block of the sum, tile, step of the sum, output. A block of the tokens' panel (32 KB)
/// stays in L1 while the tiles of a group run over it; the group's block (96 KB) stays in L2 while panels follow one another. With few tokens, where memory is
/// what limits, the weights are one straight run of it.
/// </remarks>
internal sealed unsafe class FloatLinear : Linear
{
    private const int DepthBlock = 256;

    private readonly NativeBuffer _weights;
    private readonly NativeBuffer _bias;

    private FloatLinear(int inputs, int outputs)
        : base(inputs, outputs)
    {
        _weights = NativeBuffer.ForFloats((long)Panel.Rounded(outputs) * inputs, clear: true);
        _bias = NativeBuffer.ForFloats(Panel.Rounded(outputs), clear: true);
    }

    /// <inheritdoc/>
    public override long Bytes => _weights.ByteLength + _bias.ByteLength;

    /// <summary>Packs layers that share their input into one.</summary>
    /// <param name="inputs">The width that goes in.</param>
    /// <param name="outputs">The width that comes out; outputs that no part fills are zero.</param>
    /// <param name="parts">Each with the number of its first output.</param>
    public static FloatLinear Pack(int inputs, int outputs, params IReadOnlyList<(int First, FloatWeights Weights)> parts)
    {
        var linear = new FloatLinear(inputs, outputs);
        foreach (var (first, part) in parts)
        {
            part.Bias.CopyTo(new Span<float>(linear._bias.Floats + first, part.Outputs));
            fixed (float* rows = part.Values)
            {
                for (int row = 0, count; row < part.Outputs; row += count)
                {
                    count = Math.Min(Panel.Outputs - ((first + row) % Panel.Outputs), part.Outputs - row);
                    linear.PackRows(rows + ((long)row * inputs), first + row, count);
                }
            }
        }

        return linear;
    }

    /// <inheritdoc/>
    public override void Run(Activations x, Activations y, Epilogue epilogue, Workspace workspace, int first = 0, int? count = null)
    {
        var product = new Product(this, x, y, epilogue, new Pieces(first / Group, Groups(count ?? (Outputs - first)), x.Panels));
        WorkerPool.For(product.Pieces.Count, product);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _weights.Dispose();
        _bias.Dispose();
    }

    /// <summary>Packs neighbouring rows that belong to one tile, so that its lines are written once.</summary>
    [MethodImpl(Simd.Hot)]
    private void PackRows(float* rows, int output, int count)
    {
        for (var k0 = 0; k0 < Inputs; k0 += DepthBlock)
        {
            var depth = Math.Min(DepthBlock, Inputs - k0);
            var target = Tile(output / Group, k0, depth, output % Group / Panel.Outputs) + (output % Panel.Outputs);
            for (var k = 0; k < depth; k++, target += Panel.Outputs)
            {
                var source = rows + k0 + k;
                for (var row = 0; row < count; row++, source += Inputs) target[row] = *source;
            }
        }
    }

    /// <summary>Where the weights of a tile begin, for a block of the sum.</summary>
    private float* Tile(int group, int k0, int depth, int tile)
    {
        var outputs = Math.Min(Group, Panel.Rounded(Outputs) - (group * Group));
        return _weights.Floats + ((long)group * Group * Inputs) + ((long)outputs * k0) + ((long)tile * Panel.Outputs * depth);
    }

    private readonly struct Product(FloatLinear linear, Activations x, Activations y, Epilogue epilogue, Pieces pieces) : IParallelBody
    {
        public Pieces Pieces => pieces;

        public void Run(int chunk)
        {
            switch (Simd.Level)
            {
                case SimdLevel.Vector512: Run<Tile12x2<V512>, Tile12x1<V512>, V512>(chunk); break;
                case SimdLevel.Vector256: Run<Tile6x2<V256>, Tile6x2<V256>, V256>(chunk); break;
                case SimdLevel.Vector128 when AdvSimd.IsSupported: Run<Tile12x2<V128>, Tile12x1<V128>, V128>(chunk); break;
                case SimdLevel.Vector128: Run<Tile6x2<V128>, Tile6x2<V128>, V128>(chunk); break;
                default: Run<Tile6x2<V1>, Tile6x2<V1>, V1>(chunk); break;
            }
        }

        /// <typeparam name="TTile">The tile.</typeparam>
        /// <typeparam name="TNarrow">The tile where fewer tokens are left.</typeparam>
        /// <typeparam name="V">The vector of both.</typeparam>
        [MethodImpl(Simd.Hot)]
        private void Run<TTile, TNarrow, V>(int chunk)
            where TTile : struct, IFloatTile
            where TNarrow : struct, IFloatTile
            where V : struct, IVector<V>
        {
            var (group, firstPanel, endPanel) = pieces[chunk];
            var firstOutput = group * Group;
            var outputs = Math.Min(Group, Panel.Rounded(linear.Outputs) - firstOutput);
            for (var k0 = 0; k0 < linear.Inputs; k0 += DepthBlock)
            {
                var depth = Math.Min(DepthBlock, linear.Inputs - k0);
                var last = k0 + depth == linear.Inputs;
                var weights = linear.Tile(group, k0, depth, 0);
                for (var panel = firstPanel; panel < endPanel; panel++)
                {
                    var tokens = x.At(panel) + ((long)k0 * Panel.Tokens);
                    var target = y.At(panel) + ((long)firstOutput * Panel.Tokens);
                    var filled = x.Filled(panel);
                    var residual = epilogue.ResidualAt(panel, firstOutput);
                    for (var o = 0; o < outputs; o += Panel.Outputs)
                    {
                        var tile = target + (o * Panel.Tokens);
                        var done = Tiles<TTile, TNarrow>(depth, weights + ((long)o * depth), tokens, tile, filled, k0 > 0);
                        if (last) epilogue.Apply<V>(tile, linear._bias.Floats + firstOutput + o, residual == null ? null : residual + (o * Panel.Tokens), Panel.Outputs, done);
                    }
                }
            }
        }

        /// <summary>Twelve outputs of the tokens that are there.</summary>
        /// <returns>The tokens that were computed, whole vectors.</returns>
        [MethodImpl(Simd.Inline)]
        private static int Tiles<TTile, TNarrow>(int depth, float* weights, float* tokens, float* target, int filled, bool accumulate)
            where TTile : struct, IFloatTile
            where TNarrow : struct, IFloatTile
        {
            var t = 0;
            while (t < filled)
            {
                if (filled - t > TNarrow.Tokens)
                {
                    for (var o = 0; o < Panel.Outputs; o += TTile.Outputs) TTile.Run(depth, weights + o, Panel.Outputs, tokens + t, target + (o * Panel.Tokens) + t, accumulate);
                    t += TTile.Tokens;
                }
                else
                {
                    for (var o = 0; o < Panel.Outputs; o += TNarrow.Outputs) TNarrow.Run(depth, weights + o, Panel.Outputs, tokens + t, target + (o * Panel.Tokens) + t, accumulate);
                    t += TNarrow.Tokens;
                }
            }

            return t;
        }
    }
}
