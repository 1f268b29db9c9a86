using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Benchmarks;

/// <summary>A Python program beside this one that answers each line with a line of numbers.</summary>
internal sealed class Peer : IDisposable
{
    private readonly Process _python;

    private Peer(Process python, string greeting)
    {
        _python = python;
        Greeting = greeting;
    }

    /// <summary>The first line that it wrote: PyTorch's version.</summary>
    public string Greeting { get; }

    /// <summary>Null where there is no Python, or no PyTorch in it. COURSE_PYTHON names another Python than python3.</summary>
    /// <param name="script">The program, under this one's folder.</param>
    /// <param name="environment">What to set, and, where the value is null, to unset.</param>
    public static Peer? Start(string script, IReadOnlyDictionary<string, string?> environment)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("COURSE_PYTHON") ?? "python3")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, script) },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        try
        {
            Process? python = Process.Start(start);
            string? greeting = python?.StandardOutput.ReadLine();
            if (python is not null && greeting is not null) return new Peer(python, greeting);
            python?.Dispose();
        }
        catch (Win32Exception)
        {
            // No such program: the comparison is left out.
        }

        return null;
    }

    /// <exception cref="InvalidOperationException">The program ended; what it had to say went to the error output.</exception>
    public double[] Ask(string request)
    {
        _python.StandardInput.WriteLine(request);
        string answer = _python.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"PyTorch's side ended at '{request}'.");
        return [.. answer.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
    }

    public void Dispose()
    {
        _python.StandardInput.Close();
        _python.WaitForExit();
        _python.Dispose();
    }
}
