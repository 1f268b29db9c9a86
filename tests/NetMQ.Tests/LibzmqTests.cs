using NetMQ.Sockets;

namespace NetMQ.Tests;

/// <summary>Our sockets against the real libzmq.</summary>
public sealed class LibzmqTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Its_dealer_and_our_router_exchange_messages_of_all_sizes()
    {
        using var router = new RouterSocket();
        using var peer = new LibzmqPeer("dealer", router.BindRandomPort("tcp://127.0.0.1"));
        for (var i = 0; i < 7; i++)
        {
            var message = Receive(router);
            Assert.Equal("python", message.First.ConvertToString());
            router.SendMultipartMessage(message);
        }

        await peer.FinishAsync();
    }

    [Fact]
    public async Task Our_dealer_and_its_router_exchange_messages_of_all_sizes()
    {
        using var peer = new LibzmqPeer("echo-router");
        using var dealer = new DealerSocket($">tcp://127.0.0.1:{peer.ReadPort()}");
        foreach (var size in (int[])[0, 1, 255, 256, 32_767, 32_768, 3_000_000])
        {
            dealer.SendMultipartMessage(new NetMQMessage([new byte[size], [1]]));
            var answer = Receive(dealer);
            Assert.Equal([size, 1], answer.Select(frame => frame.MessageSize));
        }

        dealer.SendFrame("stop");
        await peer.FinishAsync();
    }

    [Fact]
    public async Task Its_requests_get_our_replies()
    {
        using var reply = new ResponseSocket();
        using var peer = new LibzmqPeer("request", reply.BindRandomPort("tcp://127.0.0.1"));
        for (var i = 0; i < 100; i++)
            reply.SendMultipartMessage(Receive(reply));

        await peer.FinishAsync();
    }

    [Fact]
    public async Task Our_requests_get_its_replies()
    {
        using var peer = new LibzmqPeer("reply");
        using var request = new RequestSocket($">tcp://127.0.0.1:{peer.ReadPort()}");
        for (var i = 0; i < 100; i++)
        {
            request.SendFrame($"{i}");
            Assert.Equal($"{i}", Receive(request).First.ConvertToString());
        }

        request.SendFrame("stop");
        await peer.FinishAsync();
    }

    [Fact]
    public async Task Its_subscriber_gets_what_we_publish()
    {
        using var publisher = new PublisherSocket();
        using var peer = new LibzmqPeer("subscriber", publisher.BindRandomPort("tcp://127.0.0.1"));
        while (!publisher.Core.HasSubscribers)
            await Task.Delay(10, TestContext.Current.CancellationToken);

        publisher.SendMoreFrame("news").SendFrame("one");
        publisher.SendMoreFrame("weather").SendFrame("two");
        publisher.SendMoreFrame("news today").SendFrame("three");
        publisher.SendMoreFrame("news").SendFrame("stop");

        Assert.Equal(["one", "three"], await peer.FinishAsync());
    }

    [Fact]
    public async Task Our_subscriber_gets_what_it_publishes()
    {
        using var peer = new LibzmqPeer("publisher");
        using var subscriber = new SubscriberSocket($">tcp://127.0.0.1:{peer.ReadPort()}");
        subscriber.Subscribe("news");

        Assert.Equal("this", Receive(subscriber).Last.ConvertToString());
        subscriber.Unsubscribe("news");
        await peer.FinishAsync();
    }

    [Fact]
    public async Task Its_heartbeats_are_answered()
    {
        using var router = new RouterSocket();
        using var peer = new LibzmqPeer("heartbeat", router.BindRandomPort("tcp://127.0.0.1"));
        var first = Receive(router);
        await Task.Delay(300, TestContext.Current.CancellationToken);

        router.SendMoreFrame(first.First.Buffer).SendFrame("late");
        await peer.FinishAsync();
    }

    private static NetMQMessage Receive(NetMQSocket socket)
    {
        NetMQMessage? message = null;
        Assert.True(socket.TryReceiveMultipartMessage(Soon, ref message));
        return message;
    }
}
