using System.Globalization;
using System.Net;

namespace NetMQ.Transport;

/// <summary>A TCP address on this machine. Nothing here is encrypted, so nothing leaves the machine.</summary>
internal sealed record Endpoint(IPAddress Address, int Port)
{
    private const string Scheme = "tcp://";

    public IPEndPoint ToIPEndPoint() => new(Address, Port);

    public override string ToString() => $"{Scheme}{new IPEndPoint(Address, Port)}";

    public static Endpoint Parse(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!address.StartsWith(Scheme, StringComparison.Ordinal))
            throw new NotSupportedException($"'{address}': this NetMQ is the small one in lib/embedded, which knows tcp:// only. For the whole one: ./course use nuget.");

        var colon = address.LastIndexOf(':');
        var host = address[Scheme.Length..Math.Max(colon, Scheme.Length)].Trim('[', ']');
        var port = address[(colon + 1)..];
        if (!int.TryParse(port is "*" ? "0" : port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > IPEndPoint.MaxPort)
            throw new ArgumentException($"'{address}' has no port. An address looks like tcp://127.0.0.1:5555.", nameof(address));
        if (host is "localhost")
            return new(IPAddress.Loopback, number);
        if (!IPAddress.TryParse(host, out var ip) || !IPAddress.IsLoopback(ip))
            throw new NotSupportedException($"'{address}': this NetMQ is the small one in lib/embedded, which talks to this machine only: tcp://127.0.0.1 or tcp://[::1]. For the whole one: ./course use nuget.");
        return new(ip, number);
    }
}
