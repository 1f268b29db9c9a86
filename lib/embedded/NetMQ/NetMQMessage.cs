using System.Collections;
using System.Text;

namespace NetMQ;

/// <summary>A message of several parts.</summary>
public class NetMQMessage : IEnumerable<NetMQFrame>
{
    private readonly List<NetMQFrame> _frames;

    /// <summary>Makes a message without parts.</summary>
    /// <param name="expectedFrameCount">How many parts to make room for.</param>
    public NetMQMessage(int expectedFrameCount = 4) => _frames = new(expectedFrameCount);

    /// <summary>Makes a message of arrays, which are not copied.</summary>
    public NetMQMessage(IEnumerable<byte[]> buffers) => _frames = [.. buffers.Select(buffer => new NetMQFrame(buffer))];

    /// <summary>The number of parts.</summary>
    public int FrameCount => _frames.Count;

    /// <summary>Whether there are no parts.</summary>
    public bool IsEmpty => FrameCount == 0;

    /// <summary>The first part.</summary>
    public NetMQFrame First => _frames[0];

    /// <summary>The last part.</summary>
    public NetMQFrame Last => _frames[^1];

    /// <summary>The part at a place, counted from 0.</summary>
    public NetMQFrame this[int index] => _frames[index];

    /// <summary>Adds a part at the end.</summary>
    public void Append(NetMQFrame frame) => _frames.Add(frame);

    /// <summary>Adds an array at the end; it is not copied.</summary>
    public void Append(byte[] buffer) => _frames.Add(new(buffer));

    /// <summary>Adds text in ASCII at the end, as the real package does.</summary>
    public void Append(string message) => _frames.Add(new(message));

    /// <summary>Adds text at the end.</summary>
    public void Append(string message, Encoding encoding) => _frames.Add(new(message, encoding));

    /// <summary>Adds a part of no bytes at the end.</summary>
    public void AppendEmptyFrame() => _frames.Add(NetMQFrame.Empty);

    /// <summary>Takes the first part away and gives it.</summary>
    public NetMQFrame Pop()
    {
        var first = First;
        _frames.RemoveAt(0);
        return first;
    }

    /// <summary>Takes all parts away.</summary>
    public void Clear() => _frames.Clear();

    /// <inheritdoc/>
    public IEnumerator<NetMQFrame> GetEnumerator() => _frames.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
