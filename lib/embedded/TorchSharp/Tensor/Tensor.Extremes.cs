using TorchSharp.Engine;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor max() => ExtremeOps.Over("max", this, [], false, largest: true);

        public Tensor min() => ExtremeOps.Over("min", this, [], false, largest: false);

        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => ExtremeOps.Along("max", this, dim, keepdim, largest: true);

        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => ExtremeOps.Along("min", this, dim, keepdim, largest: false);

        public Tensor amax(params long[] dims) => ExtremeOps.Over("amax", this, dims, false, largest: true);

        public Tensor amin(params long[] dims) => ExtremeOps.Over("amin", this, dims, false, largest: false);

        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) => Out.To(@out, ExtremeOps.Over("amax", this, dims, keepdim, largest: true));

        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) => Out.To(@out, ExtremeOps.Over("amin", this, dims, keepdim, largest: false));

        public Tensor amax(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => Out.To(@out, ExtremeOps.Over("amax", this, dims, keepdim, largest: true));

        public Tensor amin(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => Out.To(@out, ExtremeOps.Over("amin", this, dims, keepdim, largest: false));

        public (Tensor min, Tensor max) aminmax(long? dim = null, bool keepdim = false)
        {
            long[] dims = dim is { } d ? [d] : [];
            return (ExtremeOps.Over("aminmax", this, dims, keepdim, largest: false), ExtremeOps.Over("aminmax", this, dims, keepdim, largest: true));
        }

        public Tensor argmax() => ExtremeOps.PositionOfAll("argmax", this, largest: true);

        public Tensor argmin() => ExtremeOps.PositionOfAll("argmin", this, largest: false);

        public Tensor argmax(long dim, bool keepdim = false) => ExtremeOps.Positions("argmax", this, dim, keepdim, largest: true);

        public Tensor argmin(long dim, bool keepdim = false) => ExtremeOps.Positions("argmin", this, dim, keepdim, largest: false);

        public Tensor any() => TruthOps.Any(this, [], false);

        public Tensor all() => TruthOps.All(this, [], false);

        public Tensor any(long dim, bool keepdim = false) => TruthOps.Any(this, [dim], keepdim);

        public Tensor all(long dim, bool keepdim = false) => TruthOps.All(this, [dim], keepdim);

        public Tensor count_nonzero(long[]? dims = null) => TruthOps.Count(this, dims ?? [], false, "count_nonzero", out _);
    }
}
