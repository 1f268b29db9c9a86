using System.Runtime.CompilerServices;
using TorchSharp.Kernels;

namespace TransferLearning.Inference.Kernels;

/// <summary>Vectors of some tokens, in panels: [panel, feature, token]; see <see cref="Panel"/>.</summary>
/// <param name="Data">The values; what lies beyond the last token may be anything that is finite.</param>
/// <param name="Features">The width of a token's vector.</param>
/// <param name="Count">The tokens.</param>
internal readonly unsafe record struct Activations(nint Data, int Features, int Count)
{
    /// <summary>The number of panels.</summary>
    public int Panels => Panel.Count(Count);

    /// <summary>From one panel to the next, in floats.</summary>
    public long PanelStride => (long)Panel.Rounded(Features) * Panel.Tokens;

    /// <summary>Where a panel begins.</summary>
    public float* At(int panel) => (float*)Data + (panel * PanelStride);

    /// <summary>Tokens of a panel that are there, at most <see cref="Panel.Tokens"/>.</summary>
    public int Filled(int panel) => Math.Min(Panel.Tokens, Count - (panel * Panel.Tokens));

    /// <summary>One value.</summary>
    public ref float this[int feature, int token] => ref At(token / Panel.Tokens)[((long)feature * Panel.Tokens) + (token % Panel.Tokens)];

    /// <summary>Copies <paramref name="count"/> neighbouring tokens' values of one feature out of the panels.</summary>
    [MethodImpl(Simd.Hot)]
    public void CopyTo(int feature, int token, int count, float* target)
    {
        var (panel, lane) = Math.DivRem(token, Panel.Tokens);
        for (var source = At(panel) + ((long)feature * Panel.Tokens); count > 0; source += PanelStride, lane = 0)
        {
            var part = Math.Min(Panel.Tokens - lane, count);
            new ReadOnlySpan<float>(source + lane, part).CopyTo(new Span<float>(target, part));
            target += part;
            count -= part;
        }
    }

    /// <summary>Copies <paramref name="count"/> neighbouring tokens' values of one feature into the panels.</summary>
    [MethodImpl(Simd.Hot)]
    public void CopyFrom(float* source, int feature, int token, int count)
    {
        var (panel, lane) = Math.DivRem(token, Panel.Tokens);
        for (var target = At(panel) + ((long)feature * Panel.Tokens); count > 0; target += PanelStride, lane = 0)
        {
            var part = Math.Min(Panel.Tokens - lane, count);
            new ReadOnlySpan<float>(source, part).CopyTo(new Span<float>(target + lane, part));
            source += part;
            count -= part;
        }
    }
}
