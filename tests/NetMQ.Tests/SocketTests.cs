using System.Text;
using NetMQ.Sockets;

namespace NetMQ.Tests;

/// <summary>The sockets among themselves.</summary>
public sealed class SocketTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AtOnce = TimeSpan.Zero;

    [Fact]
    public void Text_is_ascii_unless_an_encoding_is_named()
    {
        var message = new NetMQMessage();
        message.Append("é");
        message.Append("é", Encoding.UTF8);

        Assert.Equal("?", message.First.ConvertToString());
        Assert.Equal("é", message.Last.ConvertToString(Encoding.UTF8));
        Assert.Equal("??", message.Last.ConvertToString());
    }

    [Fact]
    public void A_request_gets_its_answer()
    {
        using var reply = new ResponseSocket();
        using var request = new RequestSocket(">" + Bind(reply));

        request.SendMoreFrame("a").SendFrame("b");
        Assert.Equal(["a", "b"], Receive(reply));
        reply.SendFrame("c");
        Assert.Equal(["c"], Receive(request));
    }

    [Fact]
    public void Asking_twice_or_answering_unasked_is_refused()
    {
        using var reply = new ResponseSocket();
        using var request = new RequestSocket(">" + Bind(reply));
        request.SendFrame("a");

        Assert.Throws<FiniteStateMachineException>(() => request.SendFrame("b"));
        Assert.Throws<FiniteStateMachineException>(() => reply.SendFrame("b"));
    }

    [Fact]
    public void A_router_answers_each_peer_by_the_name_it_chose_or_was_given()
    {
        using var router = new RouterSocket();
        var address = Bind(router);
        using var named = new DealerSocket();
        named.Options.Identity = "me"u8.ToArray();
        named.Connect(address);
        using var unnamed = new DealerSocket(">" + address);

        named.SendFrame("from named");
        var first = router.ReceiveMultipartMessage();
        unnamed.SendFrame("from unnamed");
        var second = router.ReceiveMultipartMessage();

        Assert.Equal("me", first.First.ConvertToString());
        Assert.Equal(0, second.First.Buffer[0]);
        router.SendMoreFrame(second.First.Buffer).SendFrame("to unnamed");
        router.SendMoreFrame(first.First.Buffer).SendFrame("to named");
        Assert.Equal(["to named"], Receive(named));
        Assert.Equal(["to unnamed"], Receive(unnamed));
    }

    [Fact]
    public void A_router_drops_what_is_for_nobody_unless_it_must_not()
    {
        using var router = new RouterSocket();
        Bind(router);
        router.SendMoreFrame("nobody").SendFrame("x");

        router.Options.RouterMandatory = true;
        Assert.Throws<HostUnreachableException>(() => router.SendMoreFrame("nobody").SendFrame("x"));
    }

    [Fact]
    public void A_subscriber_gets_its_topics_only()
    {
        using var publisher = new PublisherSocket();
        using var subscriber = new SubscriberSocket(">" + Bind(publisher));
        subscriber.Subscribe("a");
        PublishUntilReceived(publisher, subscriber, "a0");

        publisher.SendFrame("b");
        publisher.SendFrame("a1");

        Assert.Equal(["a1"], SkipTo(subscriber, "a1"));
        Assert.False(subscriber.TryReceiveFrameString(AtOnce, out _));
    }

    [Fact]
    public void A_message_sent_before_the_peer_listens_arrives()
    {
        string address;
        using (var free = new DealerSocket())
            address = Bind(free);
        using var dealer = new DealerSocket(">" + address);
        dealer.SendFrame("early");

        using var late = new RouterSocket("@" + address);

        Assert.Equal("early", late.ReceiveMultipartMessage().Last.ConvertToString());
    }

    [Fact]
    public void What_was_sent_before_a_socket_closed_still_arrives()
    {
        using var router = new RouterSocket();
        using (var dealer = new DealerSocket(">" + Bind(router)))
        {
            dealer.Options.Linger = Soon;
            dealer.SendFrame("hello");
            router.ReceiveMultipartMessage();
            for (var i = 0; i < 100; i++)
                dealer.SendFrame(new byte[10_000]);
        }

        for (var i = 0; i < 100; i++)
            Assert.Equal(10_000, router.ReceiveMultipartMessage().Last.MessageSize);
    }

    [Fact]
    public void A_sender_waits_at_the_high_watermark_and_goes_on_when_the_receiver_does()
    {
        using var router = new RouterSocket();
        router.Options.ReceiveHighWatermark = 2;
        using var dealer = new DealerSocket();
        dealer.Options.SendHighWatermark = 2;
        dealer.Connect(Bind(router));

        // The two queues take a few messages, the connection itself some megabytes.
        var sent = 0;
        while (dealer.TrySendFrame(TimeSpan.FromSeconds(1), new byte[1 << 20]))
            Assert.True(++sent < 200, "Nothing ever held the sender up.");

        for (var i = 0; i < sent; i++)
            Assert.Equal(1 << 20, router.ReceiveMultipartMessage().Last.MessageSize);
        Assert.True(dealer.TrySendFrame(Soon, [1]));
        Assert.Equal([1], router.ReceiveMultipartMessage().Last.Buffer);
    }

    [Fact]
    public void A_publisher_drops_for_a_slow_subscriber_and_never_waits()
    {
        using var publisher = new PublisherSocket();
        publisher.Options.SendHighWatermark = 2;
        using var subscriber = new SubscriberSocket();
        subscriber.Options.ReceiveHighWatermark = 2;
        subscriber.Subscribe("");
        subscriber.Connect(Bind(publisher));
        PublishUntilReceived(publisher, subscriber, "first");

        for (var i = 0; i < 200; i++)
            publisher.SendFrame(new byte[1 << 20]);

        var received = 0;
        while (subscriber.TryReceiveFrameString(TimeSpan.FromSeconds(1), out _))
            received++;
        Assert.InRange(received, 1, 199);
    }

    [Fact]
    public void An_address_in_use_says_so()
    {
        using var first = new RouterSocket();
        var address = Bind(first);
        using var second = new RouterSocket();

        var error = Assert.Throws<AddressAlreadyInUseException>(() => second.Bind(address));
        Assert.Contains(address, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tcp://0.0.0.0:5555")]
    [InlineData("tcp://*:5555")]
    [InlineData("tcp://192.0.2.1:5555")]
    [InlineData("ipc://somewhere")]
    public void An_address_beyond_this_machine_is_refused(string address)
    {
        using var socket = new RouterSocket();
        Assert.Contains("use nuget", Assert.Throws<NotSupportedException>(() => socket.Bind(address)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_closed_socket_says_so_even_to_a_thread_that_waits()
    {
        var socket = new RouterSocket();
        Bind(socket);
        var waiting = Task.Run(() => socket.ReceiveMultipartMessage());
        socket.Dispose();

        Assert.Throws<ObjectDisposedException>(() => waiting.GetAwaiter().GetResult());
    }

    private static string Bind(NetMQSocket socket) => $"tcp://127.0.0.1:{socket.BindRandomPort("tcp://127.0.0.1")}";

    private static IEnumerable<string> Receive(NetMQSocket socket)
    {
        NetMQMessage? message = null;
        Assert.True(socket.TryReceiveMultipartMessage(Soon, ref message));
        return message.Select(frame => frame.ConvertToString());
    }

    private static List<string> SkipTo(NetMQSocket socket, string first)
    {
        while (true)
        {
            var parts = Receive(socket).ToList();
            if (parts[0] == first)
                return parts;
        }
    }

    // A subscription takes a moment to reach the publisher.
    private static void PublishUntilReceived(PublisherSocket publisher, SubscriberSocket subscriber, string message)
    {
        var patience = DateTime.UtcNow + Soon;
        do
            publisher.SendFrame(message);
        while (!subscriber.TryReceiveFrameString(TimeSpan.FromMilliseconds(20), out _) && DateTime.UtcNow < patience);
    }
}
