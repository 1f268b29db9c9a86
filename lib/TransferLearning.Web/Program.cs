using TransferLearning.Web.Hosting;

// A published server: everything lies beside it, and the host says only $PORT. `course serve` has the same settings as options.
if (args is ["--help"])
{
    Console.WriteLine(ServerArguments.Help());
    return 0;
}

var folder = AppContext.BaseDirectory;
var page = Path.Combine(folder, "page");
try
{
    var options = ServerArguments.Read(args, Environment.GetEnvironmentVariable, new ServerOptions
    {
        Model = Path.Combine(folder, "model"),
        Page = Directory.Exists(page) ? page : null,
        Address = System.Net.IPAddress.Any,
    });
    await ServerProgram.RunAsync(options, url => Console.Error.WriteLine($"Listening at {url}"));
    return 0;
}
catch (Exception e) when (e is ArgumentException or IOException or InvalidDataException or NotSupportedException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
