namespace NetMQ.Zmtp;

[Flags]
internal enum FrameFlags : byte
{
    None = 0,
    More = 1,
    Long = 2,
    Command = 4,
}

/// <summary>What travels on a connection: a part of a message, or a command.</summary>
internal readonly record struct Frame(FrameFlags Flags, byte[] Body)
{
    public bool IsCommand => (Flags & FrameFlags.Command) != 0;

    public bool HasMore => (Flags & FrameFlags.More) != 0;
}
