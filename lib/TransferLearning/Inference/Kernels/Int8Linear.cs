using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using TorchSharp.Kernels;
using TorchSharp.Threading;

namespace TransferLearning.Inference.Kernels;

/// <summary>A linear layer in eight bits: whole numbers times whole numbers, summed in 32 bits, and scaled by the output's and the token's scale at the end.</summary>
/// <remarks>The weights lie as they are read: [tile of outputs, quad of inputs, output, 4].</remarks>
internal sealed unsafe class Int8Linear : Linear
{
    private readonly NativeBuffer _weights;
    private readonly NativeBuffer _scales;
    private readonly NativeBuffer _sums;
    private readonly NativeBuffer _bias;
    private readonly int _quads;
    private readonly float? _range;

    private Int8Linear(int inputs, int outputs, float? range)
        : base(inputs, outputs)
    {
        var rounded = Panel.Rounded(outputs);
        _quads = (inputs + 3) / 4;
        _range = range;
        _weights = new NativeBuffer((long)rounded * _quads * 4, clear: true);
        _scales = NativeBuffer.ForFloats(rounded, clear: true);
        _sums = new NativeBuffer(rounded * sizeof(int), clear: true);
        _bias = NativeBuffer.ForFloats(rounded, clear: true);
    }

    /// <summary>The instructions that a machine may have for it, the best first.</summary>
    internal enum Instructions
    {
        Vnni,
        Avx2,
        ArmDot,
        Scalar,
    }

    /// <summary>Those in use. Tests choose others.</summary>
    internal static Instructions InUse { get; set; } = Enum.GetValues<Instructions>().First(IsSupported);

    /// <inheritdoc/>
    public override long Bytes => _weights.ByteLength + _scales.ByteLength + _sums.ByteLength + _bias.ByteLength;

    /// <summary>Whether this machine has them.</summary>
    internal static bool IsSupported(Instructions instructions) => instructions switch
    {
        Instructions.Vnni => AvxVnni.IsSupported,
        Instructions.Avx2 => Avx2.IsSupported,
        Instructions.ArmDot => Dp.IsSupported,
        _ => true,
    };

    /// <summary>Packs layers that share their input into one.</summary>
    /// <param name="inputs">The width that goes in.</param>
    /// <param name="outputs">The width that comes out; outputs that no part fills are zero.</param>
    /// <param name="parts">Each with the number of its first output.</param>
    public static Int8Linear Pack(int inputs, int outputs, params IReadOnlyList<(int First, Int8Weights Weights)> parts)
    {
        var ranges = parts.Select(part => part.Weights.InputRange).ToList();
        var linear = new Int8Linear(inputs, outputs, ranges.Contains(null) ? null : ranges.Max());
        foreach (var (first, part) in parts)
        {
            part.Bias.CopyTo(new Span<float>(linear._bias.Floats + first, part.Outputs));
            part.Matrix.Scales.CopyTo(new Span<float>(linear._scales.Floats + first, part.Outputs));
            for (var o = 0; o < part.Outputs; o++) linear.PackRow(part.Matrix.Values.AsSpan(o * inputs, inputs), first + o);
        }

        return linear;
    }

    /// <inheritdoc/>
    public override void Run(Activations x, Activations y, Epilogue epilogue, Workspace workspace, int first = 0, int? count = null)
    {
        var pieces = new Pieces(first / Group, Groups(count ?? (Outputs - first)), x.Panels);
        switch (InUse)
        {
            case Instructions.Vnni: Multiply<VnniTile>(x, y, epilogue, workspace, pieces); break;
            case Instructions.Avx2: Multiply<Avx2Tile>(x, y, epilogue, workspace, pieces); break;
            case Instructions.ArmDot: Multiply<ArmDotTile>(x, y, epilogue, workspace, pieces); break;
            default: Multiply<ScalarInt8Tile>(x, y, epilogue, workspace, pieces); break;
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _weights.Dispose();
        _scales.Dispose();
        _sums.Dispose();
        _bias.Dispose();
    }

    private void Multiply<TTile>(Activations x, Activations y, Epilogue epilogue, Workspace workspace, Pieces pieces)
        where TTile : struct, IInt8Tile
    {
        var tokens = Int8Activations.Quantize(x, _range, TTile.TokenOffset, workspace);
        WorkerPool.For(pieces.Count, new Product<TTile>(this, tokens, y, epilogue, pieces));
    }

    [MethodImpl(Simd.Hot)]
    private void PackRow(ReadOnlySpan<sbyte> row, int output)
    {
        var target = (sbyte*)_weights.Address + ((long)(output / Panel.Outputs) * Panel.Outputs * _quads * 4) + (output % Panel.Outputs * 4);
        var sum = 0;
        for (var k = 0; k < row.Length; k++)
        {
            target[((long)(k / 4) * 4 * Panel.Outputs) + (k % 4)] = row[k];
            sum += row[k];
        }

        ((int*)_sums.Address)[output] = sum;
    }

    private readonly struct Product<TTile>(Int8Linear linear, Int8Activations tokens, Activations y, Epilogue epilogue, Pieces pieces) : IParallelBody
        where TTile : struct, IInt8Tile
    {
        public void Run(int chunk)
        {
            switch (Simd.Level)
            {
                case SimdLevel.Vector512: Run<V512>(chunk); break;
                case SimdLevel.Vector256: Run<V256>(chunk); break;
                case SimdLevel.Vector128: Run<V128>(chunk); break;
                default: Run<V1>(chunk); break;
            }
        }

        [MethodImpl(Simd.Hot)]
        private void Run<V>(int chunk)
            where V : struct, IVector<V>
        {
            var sums = stackalloc int[Panel.Outputs * Panel.Tokens];
            var (group, firstPanel, endPanel) = pieces[chunk];
            var end = Math.Min((group + 1) * Group, Panel.Rounded(linear.Outputs));
            for (var panel = firstPanel; panel < endPanel; panel++)
            {
                // Sixteen tokens are the most that any tile computes, and whole vectors.
                var filled = (y.Filled(panel) + 15) / 16 * 16;
                byte* values = tokens.Values(panel);
                float* scales = tokens.Scales(panel);
                for (var o = group * Group; o < end; o += Panel.Outputs)
                {
                    var weights = (sbyte*)linear._weights.Address + ((long)o * linear._quads * 4);
                    for (var t = 0; t < filled; t += TTile.Tokens)
                    {
                        for (var part = 0; part < Panel.Outputs; part += TTile.Outputs)
                            TTile.Run(linear._quads, weights + (4 * part), values + (4 * t), sums + (part * Panel.Tokens) + t);
                    }

                    var target = y.At(panel) + ((long)o * Panel.Tokens);
                    Scale(sums, scales, o, filled, target);
                    epilogue.Apply<V>(target, linear._bias.Floats + o, epilogue.ResidualAt(panel, o), Panel.Outputs, filled);
                }
            }
        }

        /// <summary>From whole numbers to what they stand for.</summary>
        [MethodImpl(Simd.Hot)]
        private void Scale(int* sums, float* scales, int firstOutput, int filled, float* target)
        {
            for (var o = 0; o < Panel.Outputs; o++, sums += Panel.Tokens, target += Panel.Tokens)
            {
                var surplus = Vector256.Create(TTile.TokenOffset * ((int*)linear._sums.Address)[firstOutput + o]);
                var scale = Vector256.Create(linear._scales.Floats[firstOutput + o]);
                for (var t = 0; t < filled; t += 8)
                    (Vector256.ConvertToSingle(Vector256.Load(sums + t) - surplus) * (scale * Vector256.Load(scales + t))).Store(target + t);
            }
        }
    }
}
