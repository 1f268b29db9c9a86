using System.Diagnostics;

namespace TransferLearning.Tests.Python;

/// <summary>Debian's Python, whose packages hold what PyTorch and NumPy make of our files, and we of theirs.</summary>
internal static class DebianPython
{
    private const string Program = "/usr/bin/python3";

    /// <summary>Skips the test where a module is not there.</summary>
    public static async Task RequireAsync(string module, string package)
    {
        Assert.SkipUnless(File.Exists(Program), "There is no Debian Python here.");
        var (exitCode, _) = await StartAsync(["-c", $"import {module}"]);
        Assert.SkipUnless(exitCode == 0, $"Debian's {package} is not installed: apt-get install --no-install-recommends {package}");
    }

    /// <summary>Runs one of the scripts beside this file.</summary>
    public static async Task RunAsync(string script, params string[] arguments)
    {
        var (exitCode, errors) = await StartAsync([Path.Combine(AppContext.BaseDirectory, "Python", script), .. arguments]);
        Assert.True(exitCode == 0, $"{script} ended with exit code {exitCode}: {errors}");
    }

    private static async Task<(int ExitCode, string Errors)> StartAsync(IReadOnlyList<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Program, arguments) { RedirectStandardError = true })!;
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, errors);
    }
}
