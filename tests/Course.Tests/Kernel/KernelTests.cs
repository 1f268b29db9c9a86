using System.Net.Sockets;
using System.Text.Json.Nodes;
using NetMQ;
using NetMQ.Sockets;

namespace Course.Tests.Kernel;

/// <summary>The kernel as its clients, good and bad, meet it.</summary>
public sealed class KernelTests(KernelClient kernel) : IClassFixture<KernelClient>
{
    [Fact]
    public void A_cell_is_announced_run_and_answered()
    {
        var (reply, heard) = kernel.Run("Console.WriteLine(\"hello\"); 6 * 7");

        Assert.Equal("ok", (string?)reply["status"]);
        Assert.Equal(["status", "execute_input", "stream", "execute_result", "status"], heard.Select(KernelClient.TypeOf));
        Assert.Equal("42", (string?)heard[3]["content"]!["data"]!["text/plain"]);
        Assert.Equal((int?)reply["execution_count"], (int?)heard[3]["content"]!["execution_count"]);
    }

    [Fact]
    public void A_display_is_updated_under_its_id()
    {
        var (_, heard) = kernel.Run("""var shown = HTML("<b>1</b>").Display(); shown.Update(HTML("<b>2</b>"));""");

        var first = heard.Single(message => KernelClient.TypeOf(message) == "display_data")["content"]!;
        var second = heard.Single(message => KernelClient.TypeOf(message) == "update_display_data")["content"]!;
        Assert.Equal("<b>1</b>", (string?)first["data"]!["text/html"]);
        Assert.Equal("<b>2</b>", (string?)second["data"]!["text/html"]);
        Assert.Equal((string?)first["transient"]!["display_id"], (string?)second["transient"]!["display_id"]);
    }

    [Fact]
    public void An_error_shows_the_students_line_and_cells_sent_along_are_not_run()
    {
        var failing = kernel.SendCell("System.Threading.Thread.Sleep(2000);\nthrow new FormatException(\"bad\");");
        var after = kernel.SendCell("Console.Write(\"ran\");");
        var info = kernel.Send(kernel.Shell, "kernel_info_request", []);

        var reply = KernelClient.ReplyTo(kernel.Shell, failing);
        Assert.Equal(("error", "System.FormatException", "bad"), ((string?)reply["status"], (string?)reply["ename"], (string?)reply["evalue"]));
        Assert.Contains(", line 2", (string?)reply["traceback"]![1], StringComparison.Ordinal);
        Assert.Equal("aborted", (string?)KernelClient.ReplyTo(kernel.Shell, after)["status"]);
        Assert.Equal("ok", (string?)KernelClient.ReplyTo(kernel.Shell, info)["status"]);
        Assert.DoesNotContain("ran", KernelClient.TextOf(kernel.HearUntilIdle(after)), StringComparison.Ordinal);
        Assert.Equal("ok", (string?)kernel.Run("1").Reply["status"]);
    }

    [Fact]
    public void Two_hundred_cells_sent_at_once_are_run_in_order()
    {
        kernel.Run("var sum = 0;");
        var ids = Enumerable.Range(1, 200).Select(i => kernel.SendCell($"sum += {i};")).ToList();

        Assert.All(ids, id => Assert.Equal("ok", (string?)KernelClient.ReplyTo(kernel.Shell, id)["status"]));
        Assert.Equal("20100", Result("sum"));
    }

    [Fact]
    public void Fifty_megabytes_of_output_are_cut_off_and_the_kernel_goes_on()
    {
        var (reply, heard) = kernel.Run("var line = new string('x', 999); for (var i = 0; i < 50_000; i++) Console.WriteLine(line);");

        Assert.Equal("ok", (string?)reply["status"]);
        var text = KernelClient.TextOf(heard);
        Assert.InRange(text.Length, 10_000_000, 17 * 1024 * 1024);
        Assert.EndsWith("left out.]\n", text, StringComparison.Ordinal);
        Assert.Equal("2", Result("1 + 1"));
    }

    [Fact]
    public void Many_small_writes_come_in_few_messages()
    {
        var (_, heard) = kernel.Run("for (var i = 0; i < 20_000; i++) Console.Write('x');");

        Assert.Equal(20_000, KernelClient.TextOf(heard).Length);
        Assert.InRange(heard.Count, 3, 2000);
    }

    [Fact]
    public void An_interrupt_stops_a_loop_and_keeps_the_state()
    {
        kernel.Run("var kept = 5;");
        var loop = kernel.SendCell("while (true) { }");
        var interrupt = "";
        do
            interrupt = kernel.Send(kernel.Control, "interrupt_request", []);
        while ((string?)KernelClient.ReplyTo(kernel.Control, interrupt)["status"] != "ok");

        Assert.Equal("error", (string?)ReplyAfterInterrupts(loop)["status"]);
        Assert.Equal("5", Result("kept"));
    }

    [Fact]
    public void A_cell_can_ask_its_client()
    {
        var id = kernel.SendCell("Console.ReadLine() + \"!\"", canAsk: true);
        Assert.Equal("input_request", KernelClient.TypeOf(kernel.ReceiveInputRequest()));
        kernel.SendInput("typed");

        Assert.Equal("ok", (string?)KernelClient.ReplyTo(kernel.Shell, id)["status"]);
        Assert.Equal("typed!", ResultOf(kernel.HearUntilIdle(id)));
    }

    [Fact]
    public void A_crash_of_the_cells_process_is_an_error_and_the_kernel_goes_on()
    {
        var (reply, _) = kernel.Run("Environment.FailFast(\"gone\");");

        Assert.Equal("ProcessEnded", (string?)reply["ename"]);
        Assert.Contains("new process", KernelClient.TextOf(kernel.Run("1").Broadcasts), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("none")]
    [InlineData("cut short")]
    public void A_cell_that_is_not_signed_rightly_is_never_run(string how)
    {
        var trace = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        var code = new JsonObject { ["code"] = $"System.IO.File.WriteAllText(\"{trace}\", \"ran\");" };
        foreach (var channel in (DealerSocket[])[kernel.Shell, kernel.Control])
            kernel.Send(channel, "execute_request", code, signature => how switch { "wrong" => new string('0', 64), "none" => "", _ => signature[..32] });

        Assert.Equal("2", Result("1 + 1"));
        Assert.False(File.Exists(trace));
    }

    [Fact]
    public void A_message_that_is_sent_again_is_not_run_again()
    {
        kernel.Run("var runs = 0;");
        var id = Guid.NewGuid().ToString();
        for (var i = 0; i < 3; i++)
            kernel.Send(kernel.Shell, "execute_request", new JsonObject { ["code"] = "runs++;" }, id: id);
        KernelClient.ReplyTo(kernel.Shell, id);

        Assert.Equal("1", Result("runs"));
    }

    [Fact]
    public async Task Malformed_messages_and_frames_on_every_channel_do_no_harm()
    {
        foreach (var channel in (string[])["shell", "control", "stdin", "iopub", "hb"])
        {
            using (var dealer = new DealerSocket(">" + kernel.AddressOf(channel)))
            {
                dealer.Options.Linger = TimeSpan.FromSeconds(10);
                dealer.SendFrame("no message of Jupyter's");
                dealer.SendMoreFrame("<IDS|MSG>").SendFrame("too short");
            }

            using var peer = new TcpClient();
            await peer.ConnectAsync("127.0.0.1", kernel.PortOf(channel), TestContext.Current.CancellationToken);
            await peer.GetStream().WriteAsync(Enumerable.Repeat((byte)0xFF, 1000).ToArray(), TestContext.Current.CancellationToken);
        }

        Assert.Equal("2", Result("1 + 1"));
    }

    [Fact]
    public void A_client_that_vanishes_leaves_the_kernel_as_it_was()
    {
        kernel.Run("var stays = 9;");
        using (var other = new DealerSocket(">" + kernel.AddressOf("shell")))
        {
            other.Options.Linger = TimeSpan.FromSeconds(10);
            kernel.Send(other, "execute_request", new JsonObject { ["code"] = "System.Threading.Thread.Sleep(300); stays++;" });
        }

        while (Result("stays") == "9")
            Assert.False(kernel.Process.HasExited);
        Assert.Equal("10", Result("stays"));
    }

    [Fact]
    public void The_heart_beats_while_a_cell_runs()
    {
        var id = kernel.SendCell("System.Threading.Thread.Sleep(1500);");
        using var heart = new RequestSocket(">" + kernel.AddressOf("hb"));
        heart.SendFrame("beat");
        Assert.Equal("beat", heart.ReceiveFrameString());
        KernelClient.ReplyTo(kernel.Shell, id);
    }

    private string? Result(string code) => ResultOf(kernel.Run(code).Broadcasts);

    private static string? ResultOf(IEnumerable<JsonObject> heard) =>
        (string?)heard.SingleOrDefault(message => KernelClient.TypeOf(message) == "execute_result")?["content"]!["data"]!["text/plain"];

    // An interrupt that came before the cell began has no effect: it is repeated until the cell has ended.
    private JsonObject ReplyAfterInterrupts(string id)
    {
        using var stop = new CancellationTokenSource();
        var interrupting = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                kernel.Send(kernel.Control, "interrupt_request", []);
                await Task.Delay(500);
            }
        });
        var reply = KernelClient.ReplyTo(kernel.Shell, id);
        stop.Cancel();
        interrupting.Wait();
        return reply;
    }
}
