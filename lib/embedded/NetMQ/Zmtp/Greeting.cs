namespace NetMQ.Zmtp;

/// <summary>
/// The first 64 bytes of a connection: signature, version, security mechanism
/// (<see href="https://rfc.zeromq.org/spec/37/#34-greeting"/>).
/// </summary>
internal static class Greeting
{
    public const int Length = 64;
    private const int VersionOffset = 10;
    private const int MechanismOffset = 12;
    private const int MechanismLength = 20;

    public static byte[] Create()
    {
        var greeting = new byte[Length];
        greeting[0] = 0xFF;
        greeting[8] = 1;
        greeting[9] = 0x7F;
        greeting[VersionOffset] = 3;
        greeting[VersionOffset + 1] = 1;
        "NULL"u8.CopyTo(greeting.AsSpan(MechanismOffset));
        return greeting;
    }

    /// <summary>Checks a peer's greeting.</summary>
    /// <returns>The minor version that both sides know.</returns>
    /// <exception cref="ZmtpException">The peer speaks something else.</exception>
    public static int Check(ReadOnlySpan<byte> greeting)
    {
        if (greeting[0] != 0xFF || greeting[9] != 0x7F)
            throw new ZmtpException("The peer's first bytes are not ZMTP's.");
        if (greeting[VersionOffset] < 3)
            throw new ZmtpException($"The peer speaks ZMTP {greeting[VersionOffset]}; 3.0 or later is needed.");
        if (!greeting.Slice(MechanismOffset, MechanismLength).SequenceEqual("NULL\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"u8))
            throw new ZmtpException("The peer wants a security mechanism other than NULL.");
        return greeting[VersionOffset] > 3 ? 1 : Math.Min(greeting[VersionOffset + 1], (byte)1);
    }
}
