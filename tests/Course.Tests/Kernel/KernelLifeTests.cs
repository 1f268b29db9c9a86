using System.Text.Json.Nodes;
using CourseProgram;

namespace Course.Tests.Kernel;

/// <summary>How a kernel begins and ends.</summary>
public sealed class KernelLifeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("course-kernel-life-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_shutdown_request_is_answered_and_the_process_ends_even_in_the_middle_of_a_cell()
    {
        await using var kernel = new KernelClient();
        await kernel.InitializeAsync();
        kernel.SendCell("while (true) { }");

        var id = kernel.Send(kernel.Control, "shutdown_request", new JsonObject { ["restart"] = false });

        Assert.Equal("ok", (string?)KernelClient.ReplyTo(kernel.Control, id)["status"]);
        await kernel.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, kernel.Process.ExitCode);
    }

    [Theory]
    [InlineData("ip", "\"0.0.0.0\"", "127.0.0.1 only")]
    [InlineData("ip", "\"192.0.2.1\"", "127.0.0.1 only")]
    [InlineData("key", "\"\"", "no key")]
    [InlineData("signature_scheme", "\"hmac-md5\"", "hmac-md5")]
    [InlineData("transport", "\"ipc\"", "ipc")]
    [InlineData("shell_port", "\"many\"", "shell_port")]
    public async Task A_connection_file_that_would_open_the_kernel_to_others_is_refused(string field, string value, string why)
    {
        var connection = new JsonObject
        {
            ["transport"] = "tcp",
            ["ip"] = "127.0.0.1",
            ["key"] = "k",
            ["signature_scheme"] = "hmac-sha256",
            ["shell_port"] = 0,
            ["control_port"] = 0,
            ["stdin_port"] = 0,
            ["iopub_port"] = 0,
            ["hb_port"] = 0,
        };
        connection[field] = JsonNode.Parse(value);
        var file = Path.Combine(_folder, "connection.json");
        await File.WriteAllTextAsync(file, connection.ToJsonString(), TestContext.Current.CancellationToken);

        var run = await CourseProcess.RunAsync("kernel", file);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(why, run.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }
}
