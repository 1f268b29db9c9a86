namespace NetMQ;

/// <summary>One part of a message.</summary>
public struct Msg
{
    private byte[]? _data;

    /// <summary>The number of bytes.</summary>
    public int Size { get; private set; }

    /// <summary>Whether another part of the same message follows.</summary>
    public bool HasMore { readonly get; internal set; }

    /// <summary>Whether one of the <c>Init</c> methods was called since the last <see cref="Close"/>.</summary>
    public readonly bool IsInitialised => _data is not null;

    /// <summary>Makes the part empty.</summary>
    public void InitEmpty() => InitGC([], 0);

    /// <summary>Makes a part of <paramref name="size"/> zero bytes, to be filled through <see cref="Slice()"/>.</summary>
    public void InitPool(int size) => InitGC(new byte[size], size);

    /// <summary>Makes a part of the first <paramref name="size"/> bytes of an array, which is not copied.</summary>
    public void InitGC(byte[] data, int size)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, data.Length);
        _data = data;
        Size = size;
        HasMore = false;
    }

    /// <summary>The bytes.</summary>
    public readonly Span<byte> Slice() => _data.AsSpan(0, Size);

    /// <summary>A copy of the bytes.</summary>
    public readonly byte[] ToArray() => Slice().ToArray();

    /// <summary>Lets the bytes go.</summary>
    public void Close() => this = default;

    /// <summary>The bytes as an array of exactly their number, copied only where it must be.</summary>
    internal readonly byte[] Detach() => _data is { } data && data.Length == Size ? data : ToArray();
}
