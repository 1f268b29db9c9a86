using TorchSharp.Engine;

namespace TorchSharp;

public static partial class torch
{
    // New tensors of this tensor's type.
    public partial class Tensor
    {
        public Tensor empty(params long[] sizes) =>
            Factories.Empty([.. sizes], dtype, null, false);

        public Tensor eye(long rows, long columns) =>
            torch.eye(rows, columns, dtype, requires_grad: false);

        public Tensor full(ReadOnlySpan<long> sizes, Scalar value) =>
            Factories.Full([.. sizes], value.Number, dtype, null, false);

        public Tensor full(long[] sizes, Scalar value) =>
            Factories.Full([.. sizes], value.Number, dtype, null, false);

        public Tensor new_empty(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Factories.Empty([.. size], dtype ?? this.dtype, device, requires_grad);

        public Tensor new_empty(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Factories.Empty([dim0, dim1, dim2], dtype ?? this.dtype, device, requires_grad);

        public Tensor new_empty(long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Factories.Empty([dim0, dim1, dim2, dim3], dtype ?? this.dtype, device, requires_grad);

        public Tensor new_empty(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Factories.Empty([rows, columns], dtype ?? this.dtype, device, requires_grad);

        public Tensor new_empty(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Factories.Empty([size], dtype ?? this.dtype, device, requires_grad);

        public Tensor new_empty(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Factories.Empty([.. size], dtype ?? this.dtype, device, requires_grad);

        public Tensor new_full(ReadOnlySpan<long> size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Factories.Full([.. size], value.Number, dtype ?? this.dtype, device, requires_grad);

        public Tensor new_full(long dim0, long dim1, long dim2, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Factories.Full([dim0, dim1, dim2], value.Number, dtype ?? this.dtype, device, requires_grad);

        public Tensor new_full(long dim0, long dim1, long dim2, long dim3, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Factories.Full([dim0, dim1, dim2, dim3], value.Number, dtype ?? this.dtype, device, requires_grad);

        public Tensor new_full(long rows, long columns, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Factories.Full([rows, columns], value.Number, dtype ?? this.dtype, device, requires_grad);

        public Tensor new_full(long size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Factories.Full([size], value.Number, dtype ?? this.dtype, device, requires_grad);

        public Tensor new_full(long[] size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Factories.Full([.. size], value.Number, dtype ?? this.dtype, device, requires_grad);

        public Tensor new_ones(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Factories.Filled([dim0, dim1, dim2], 1, dtype ?? this.dtype, device, requires_grad);

        public Tensor new_ones(long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Factories.Filled([dim0, dim1, dim2, dim3], 1, dtype ?? this.dtype, device, requires_grad);

        public Tensor new_ones(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Factories.Filled([rows, columns], 1, dtype ?? this.dtype, device, requires_grad);

        public Tensor new_ones(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Factories.Filled([size], 1, dtype ?? this.dtype, device, requires_grad);

        public Tensor new_zeros(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Factories.Filled([.. size], 0, dtype ?? this.dtype, device, requires_grad);

        public Tensor new_zeros(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Factories.Filled([dim0, dim1, dim2], 0, dtype ?? this.dtype, device, requires_grad);

        public Tensor new_zeros(long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Factories.Filled([dim0, dim1, dim2, dim3], 0, dtype ?? this.dtype, device, requires_grad);

        public Tensor new_zeros(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Factories.Filled([rows, columns], 0, dtype ?? this.dtype, device, requires_grad);

        public Tensor new_zeros(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Factories.Filled([size], 0, dtype ?? this.dtype, device, requires_grad);

        public Tensor new_zeros(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Factories.Filled([.. size], 0, dtype ?? this.dtype, device, requires_grad);

        public Tensor ones(params long[] sizes) =>
            Factories.Filled([.. sizes], 1, dtype, null, false);

        public Tensor zeros(params long[] sizes) =>
            Factories.Filled([.. sizes], 0, dtype, null, false);
    }
}
