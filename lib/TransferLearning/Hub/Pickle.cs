using System.Buffers.Binary;
using System.Text;

namespace TransferLearning.Hub;

/// <summary>A class or function that a pickle names.</summary>
internal sealed record PickleGlobal(string Module, string Name)
{
    public string FullName => $"{Module}.{Name}";
}

/// <summary>A tensor that a pickle describes: which storage holds its values, and how they lie there.</summary>
internal sealed record PickledTensor(string StorageKey, string StorageType, long StorageElements, long Offset, IReadOnlyList<long> Shape, IReadOnlyList<long> Strides);

/// <summary>
/// Reads the pickles that <c>torch.save</c> makes of state dicts, and nothing else. Python's pickle can call any function; this reader calls none. It knows
/// numbers, strings, tuples, lists, dictionaries and PyTorch's description of a tensor, and refuses everything else by name.
/// </summary>
/// <remarks>Opcodes: CPython's Lib/pickletools.py documents them.</remarks>
internal ref struct Pickle
{
    private const int MaxDepth = 1_000_000;
    private const int MaxDimensions = 64;

    private static readonly object Mark = new();
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> data;
    private readonly List<object?> stack = [];
    private readonly Dictionary<int, object?> memo = [];
    private int position;

    private Pickle(ReadOnlySpan<byte> data, int start)
    {
        this.data = data;
        position = start;
    }

    /// <summary>Reads one pickle.</summary>
    /// <param name="data">The file's bytes.</param>
    /// <param name="position">Where the pickle begins; afterwards, where it ended.</param>
    /// <returns>A long, double, bool, string, null, object?[] (tuple), List&lt;object?&gt;, Dictionary&lt;object, object?&gt; or <see cref="PickledTensor"/>; null too for a number beyond 64 bits.</returns>
    /// <exception cref="InvalidDataException">It is damaged, or holds something that has no place in a state dict.</exception>
    public static object? Read(ReadOnlySpan<byte> data, ref int position)
    {
        var pickle = new Pickle(data, position);
        try
        {
            var value = pickle.Run();
            position = pickle.position;
            return value;
        }
        catch (Exception error) when (error is ArgumentException or InvalidCastException or IndexOutOfRangeException or KeyNotFoundException or OverflowException)
        {
            throw new InvalidDataException($"the pickle is damaged near byte {pickle.position}: {error.Message}", error);
        }
    }

    private object? Run()
    {
        while (true)
        {
            var opcode = (char)Byte();
            switch (opcode)
            {
                case '.': return Pop();
                case '\x80': Bytes(1); break; // PROTO
                case '\x95': Bytes(8); break; // FRAME
                case '(': Push(Mark); break;
                case '0': Pop(); break;
                case 'N': Push(null); break;
                case '\x88': Push(true); break;
                case '\x89': Push(false); break;
                case 'K': Push((long)Byte()); break;
                case 'M': Push((long)BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2))); break;
                case 'J': Push((long)BinaryPrimitives.ReadInt32LittleEndian(Bytes(4))); break;
                case '\x8a': Push(LongInteger(Bytes(Byte()))); break;
                case 'G': Push(BinaryPrimitives.ReadDoubleBigEndian(Bytes(8))); break;
                case 'X': Push(StrictUtf8.GetString(Bytes(BinaryPrimitives.ReadInt32LittleEndian(Bytes(4))))); break;
                case '\x8c': Push(StrictUtf8.GetString(Bytes(Byte()))); break;
                case ')': Push(Array.Empty<object?>()); break;
                case 't': Push(PopToMark()); break;
                case '\x85': Push(Take(1)); break;
                case '\x86': Push(Take(2)); break;
                case '\x87': Push(Take(3)); break;
                case ']': Push(new List<object?>()); break;
                case 'a': AddTo(Take(1)); break;
                case 'e': AddTo(PopToMark()); break;
                case '}': Push(new Dictionary<object, object?>()); break;
                case 's': SetIn(Take(2)); break;
                case 'u': SetIn(PopToMark()); break;
                case 'q': memo[Byte()] = Peek(); break;
                case 'r': memo[BinaryPrimitives.ReadInt32LittleEndian(Bytes(4))] = Peek(); break;
                case '\x94': memo[memo.Count] = Peek(); break;
                case 'h': Push(memo[Byte()]); break;
                case 'j': Push(memo[BinaryPrimitives.ReadInt32LittleEndian(Bytes(4))]); break;
                case 'c': Push(Global(Line(), Line())); break;
                case '\x93': Push(Take(2) is [string module, string name] ? Global(module, name) : throw Foreign("a class without a name")); break;
                case 'Q': Push(Storage(Pop())); break;
                case 'R': Push(Call(Take(2))); break;
                case 'b': Pop(); break; // BUILD sets attributes, such as a state dict's _metadata, that hold no weights.
                default: throw Foreign($"the opcode 0x{(int)opcode:x2}");
            }
        }
    }

    /// <summary>Only what a state dict is made of may be named.</summary>
    private static PickleGlobal Global(string module, string name)
    {
        var known = (module, name) switch
        {
            ("collections", "OrderedDict") => true,
            ("torch._utils", "_rebuild_tensor_v2" or "_rebuild_parameter") => true,
            ("torch", _) => PyTorchWeights.TypeOfStorage(name) is not null,
            _ => false,
        };
        return known ? new PickleGlobal(module, name) : throw Foreign($"'{module}.{name}'");
    }

    private static object? Call(object?[] functionAndArguments) => functionAndArguments switch
    {
        [PickleGlobal { FullName: "collections.OrderedDict" }, object?[] { Length: 0 }] => new Dictionary<object, object?>(),
        [PickleGlobal { FullName: "torch._utils._rebuild_parameter" }, object?[] and [PickledTensor tensor, ..]] => tensor,
        [PickleGlobal { FullName: "torch._utils._rebuild_tensor_v2" }, object?[] and [PickledTensor storage, long offset, object?[] { Length: <= MaxDimensions } shape, object?[] { Length: <= MaxDimensions } strides, ..]] =>
            storage with { Offset = offset, Shape = Numbers(shape), Strides = Numbers(strides) },
        [PickleGlobal function, _] => throw Foreign($"a call of '{function.FullName}' with unusual arguments"),
        _ => throw Foreign("a call of something that is not a function"),
    };

    /// <summary>PyTorch's reference to a storage: ("storage", type, key, device, elements, …).</summary>
    private static PickledTensor Storage(object? reference) => reference switch
    {
        object?[] and ["storage", PickleGlobal { Module: "torch" } type, string key, _, long elements, ..] => new PickledTensor(key, type.Name, elements, 0, [], []),
        _ => throw Foreign("a reference that is not to a storage"),
    };

    private static long[] Numbers(object?[] values) => Array.ConvertAll(values, value => value is long number ? number : throw Foreign("a shape that is not of numbers"));

    private static InvalidDataException Foreign(string what) =>
        new($"the pickle holds {what}, which has no place in a state dict. Such a file can run code when Python opens it; nothing of it was run here");

    private static long? LongInteger(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > sizeof(long)) return null;
        var value = bytes.Length > 0 && bytes[^1] >= 0x80 ? -1L : 0L;
        for (var i = bytes.Length - 1; i >= 0; i--) value = (value << 8) | bytes[i];
        return value;
    }

    private void AddTo(object?[] items) => (Peek() as List<object?> ?? throw Foreign("items for something that is no list")).AddRange(items);

    private void SetIn(object?[] keysAndValues)
    {
        var dictionary = Peek() as Dictionary<object, object?> ?? throw Foreign("keys for something that is no dictionary");
        foreach (var pair in keysAndValues.Chunk(2)) dictionary[pair[0]!] = pair[1];
    }

    private void Push(object? value)
    {
        if (stack.Count == MaxDepth) throw new InvalidDataException("the pickle nests more than a million values");
        stack.Add(value);
    }

    private object? Peek() => stack.Count > 0 ? stack[^1] : throw new InvalidDataException("the pickle takes a value where there is none");

    private object? Pop()
    {
        var value = Peek();
        stack.RemoveAt(stack.Count - 1);
        return value;
    }

    private object?[] Take(int count)
    {
        if (stack.Count < count) throw new InvalidDataException("the pickle takes more values than there are");
        object?[] taken = [.. stack[^count..]];
        stack.RemoveRange(stack.Count - count, count);
        return taken;
    }

    private object?[] PopToMark()
    {
        var mark = stack.LastIndexOf(Mark);
        if (mark < 0) throw new InvalidDataException("the pickle ends a list that was not begun");
        object?[] taken = [.. stack[(mark + 1)..]];
        stack.RemoveRange(mark, stack.Count - mark);
        return taken;
    }

    private byte Byte() => Bytes(1)[0];

    private ReadOnlySpan<byte> Bytes(int count)
    {
        if (count < 0 || count > data.Length - position) throw new InvalidDataException($"the pickle is truncated: {count} bytes are wanted at byte {position} of {data.Length}");
        position += count;
        return data.Slice(position - count, count);
    }

    private string Line()
    {
        var length = data[position..].IndexOf((byte)'\n');
        if (length < 0) throw new InvalidDataException("the pickle is truncated in the middle of a name");
        var line = StrictUtf8.GetString(Bytes(length));
        position++;
        return line;
    }
}
