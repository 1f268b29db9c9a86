using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>What is done to one row of elements: pointers to the first of each operand, strides in bytes.</summary>
internal unsafe interface IRowBody
{
    void Run(byte** pointers, long* strides, long count);
}

/// <summary>
/// Walks up to four operands of any strides together. Dimensions that lie behind one another in all operands are
/// merged first, so contiguous operands are one row.
/// </summary>
internal unsafe struct StridedLoop
{
    private const int MaxOperands = 4;
    private const int MaxRank = 24;

    private fixed long _sizes[MaxRank];
    private fixed long _strides[MaxRank * MaxOperands];
    private fixed long _pointers[MaxOperands];
    private int _rank;
    private int _operands;
    private readonly long _count;

    internal StridedLoop(ReadOnlySpan<long> sizes)
    {
        if (sizes.Length > MaxRank) throw new NotSupportedException($"Tensors of more than {MaxRank} dimensions are not supported, got {sizes.Length}.");
        _count = 1;
        _rank = sizes.Length;
        for (var i = 0; i < sizes.Length; i++)
        {
            _sizes[i] = sizes[i];
            _count *= sizes[i];
        }
    }

    internal readonly long Count => _count;

    /// <summary>Adds an operand, broadcast to the loop's sizes.</summary>
    internal void Add(Tensor tensor) => Add(tensor.BytePointer, tensor.Sizes, tensor.Strides, tensor.dtype.Size());

    internal void Add(void* pointer, ReadOnlySpan<long> sizes, ReadOnlySpan<long> strides, int elementSize)
    {
        _pointers[_operands] = (long)pointer;
        var skip = _rank - sizes.Length;
        for (var i = 0; i < _rank; i++)
        {
            var broadcast = i < skip || (sizes[i - skip] == 1 && _sizes[i] != 1);
            _strides[(_operands * MaxRank) + i] = broadcast ? 0 : strides[i - skip] * elementSize;
        }

        _operands++;
    }

    /// <summary>Adds an operand with a stride of its own for every dimension, in elements; nothing is broadcast.</summary>
    internal void AddRaw(void* pointer, ReadOnlySpan<long> strides, int elementSize)
    {
        _pointers[_operands] = (long)pointer;
        for (var i = 0; i < _rank; i++) _strides[(_operands * MaxRank) + i] = strides[i] * elementSize;
        _operands++;
    }

    /// <summary>Adds one value that stands for every element.</summary>
    internal void AddValue(void* value)
    {
        _pointers[_operands] = (long)value;
        for (var i = 0; i < _rank; i++) _strides[(_operands * MaxRank) + i] = 0;
        _operands++;
    }

    internal void Run<TBody>(ref TBody body) where TBody : struct, IRowBody, allows ref struct
    {
        if (_count == 0) return;
        Collapse();
        var pointers = stackalloc byte*[MaxOperands];
        var strides = stackalloc long[MaxOperands];
        for (var k = 0; k < _operands; k++)
        {
            pointers[k] = (byte*)_pointers[k];
            strides[k] = _rank == 0 ? 0 : _strides[(k * MaxRank) + _rank - 1];
        }

        if (_rank <= 1)
        {
            body.Run(pointers, strides, _count);
            return;
        }

        var rows = stackalloc byte*[MaxOperands];
        var counter = stackalloc long[_rank];
        for (var i = 0; i < _rank; i++) counter[i] = 0;
        var rowLength = _sizes[_rank - 1];
        while (true)
        {
            for (var k = 0; k < _operands; k++) rows[k] = pointers[k];
            body.Run(rows, strides, rowLength);
            var dim = _rank - 2;
            for (; dim >= 0; dim--)
            {
                for (var k = 0; k < _operands; k++) pointers[k] += _strides[(k * MaxRank) + dim];
                if (++counter[dim] < _sizes[dim]) break;
                for (var k = 0; k < _operands; k++) pointers[k] -= _sizes[dim] * _strides[(k * MaxRank) + dim];
                counter[dim] = 0;
            }

            if (dim < 0) return;
        }
    }

    /// <summary>Drops dimensions of size 1 and merges neighbours.</summary>
    private void Collapse()
    {
        var last = -1;
        for (var i = 0; i < _rank; i++)
        {
            if (_sizes[i] == 1) continue;
            if (last >= 0 && Mergeable(last, i))
            {
                _sizes[last] *= _sizes[i];
                for (var k = 0; k < _operands; k++) _strides[(k * MaxRank) + last] = _strides[(k * MaxRank) + i];
                continue;
            }

            last++;
            _sizes[last] = _sizes[i];
            for (var k = 0; k < _operands; k++) _strides[(k * MaxRank) + last] = _strides[(k * MaxRank) + i];
        }

        _rank = last + 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Mergeable(int outer, int inner)
    {
        for (var k = 0; k < _operands; k++)
        {
            if (_strides[(k * MaxRank) + outer] != _strides[(k * MaxRank) + inner] * _sizes[inner]) return false;
        }

        return true;
    }
}
