using System.Net.Sockets;
using NetMQ.Sockets;

namespace NetMQ.Tests;

/// <summary>Peers that do not keep to the protocol lose their connection; the socket serves everybody else.</summary>
public sealed class MalformedPeerTests : IDisposable
{
    private static readonly byte[] Greeting = [0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F, 3, 0, .. "NULL"u8, .. new byte[48]];
    private static readonly byte[] Ready = [4, 28, 5, .. "READY"u8, 11, .. "Socket-Type"u8, 0, 0, 0, 6, .. "DEALER"u8];

    private readonly RouterSocket _router = new();
    private readonly int _port;

    public MalformedPeerTests()
    {
        _router.Options.MaxMsgSize = 1000;
        _port = _router.BindRandomPort("tcp://127.0.0.1");
    }

    public static TheoryData<string, byte[]> Malformed => new()
    {
        { "another protocol", "GET / HTTP/1.1\r\nHost: localhost\r\nAccept: everything that there is, please\r\n\r\n"u8.ToArray() },
        { "ZMTP 2", [.. Greeting[..10], 2, .. Greeting[11..]] },
        { "another mechanism", [.. Greeting[..12], .. "CURVE"u8, .. Greeting[17..]] },
        { "a message before READY", [.. Greeting, 0, 1, 65] },
        { "another command than READY", [.. Greeting, 4, 6, 5, .. "HELLO"u8] },
        { "READY without a socket type", [.. Greeting, 4, 6, 5, .. "READY"u8] },
        { "a property longer than its command", [.. Greeting, 4, 22, 5, .. "READY"u8, 11, .. "Socket-Type"u8, 0xFF, 0xFF, 0xFF, 0xFF] },
        { "a socket type that does not fit", [.. Greeting, 4, 25, 5, .. "READY"u8, 11, .. "Socket-Type"u8, 0, 0, 0, 3, .. "PUB"u8] },
        { "reserved flags", [.. Greeting, .. Ready, 0x80, 1, 65] },
        { "a command with more to come", [.. Greeting, .. Ready, 5, 1, 0] },
        { "a command whose name is longer than itself", [.. Greeting, .. Ready, 4, 2, 9, 65] },
        { "an empty command", [.. Greeting, .. Ready, 4, 0] },
        { "a negative length", [.. Greeting, .. Ready, 2, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF] },
        { "a length beyond all memory", [.. Greeting, .. Ready, 2, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF] },
        { "a message over the limit", [.. Greeting, .. Ready, 2, 0, 0, 0, 0, 0, 0, 4, 0] },
        { "endless empty parts", [.. Greeting, .. Ready, .. Enumerable.Range(0, 2000).Select(i => (byte)(i % 2 == 0 ? 1 : 0))] },
    };

    public void Dispose() => _router.Dispose();

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task It_is_disconnected_and_others_are_served(string what, byte[] bytes)
    {
        using (var peer = new TcpClient())
        {
            await peer.ConnectAsync("127.0.0.1", _port, TestContext.Current.CancellationToken);
            await peer.GetStream().WriteAsync(bytes, TestContext.Current.CancellationToken);
            Assert.True(await IsDisconnectedAsync(peer), what);
        }

        AssertServes();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Random_bytes_after_the_handshake_never_harm_the_socket(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 30; i++)
        {
            using var peer = new TcpClient();
            await peer.ConnectAsync("127.0.0.1", _port, TestContext.Current.CancellationToken);
            var noise = new byte[random.Next(1, 200)];
            random.NextBytes(noise);
            await peer.GetStream().WriteAsync((byte[])[.. Greeting, .. Ready, .. noise], TestContext.Current.CancellationToken);
        }

        AssertServes();
    }

    [Fact]
    public async Task A_peer_that_goes_in_the_middle_of_a_message_leaves_nothing_behind()
    {
        using (var peer = new TcpClient())
        {
            await peer.ConnectAsync("127.0.0.1", _port, TestContext.Current.CancellationToken);
            await peer.GetStream().WriteAsync((byte[])[.. Greeting, .. Ready, 1, 3, 65, 66, 67, 0, 100, 1, 2], TestContext.Current.CancellationToken);
        }

        AssertServes();
    }

    private static async Task<bool> IsDisconnectedAsync(TcpClient peer)
    {
        var buffer = new byte[1000];
        try
        {
            while (await peer.GetStream().ReadAsync(buffer, TestContext.Current.CancellationToken) > 0)
            {
            }
        }
        catch (IOException)
        {
            // Reset rather than closed: gone all the same.
        }

        return true;
    }

    private void AssertServes()
    {
        using var dealer = new DealerSocket($">tcp://127.0.0.1:{_port}");
        dealer.SendFrame("still there?");
        NetMQMessage? message = null;
        do
            Assert.True(_router.TryReceiveMultipartMessage(TimeSpan.FromSeconds(60), ref message));
        while (message.Last.ConvertToString() != "still there?");
    }
}
