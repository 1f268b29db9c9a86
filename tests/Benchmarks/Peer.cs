using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Benchmarks;

/// <summary>PyTorch in a Python process beside this one (peer.py), if there is one: asked for a case by name, it answers with the best time of a few calls.</summary>
internal sealed class Peer : IDisposable
{
    private readonly Process _python;

    private Peer(Process python, string version)
    {
        _python = python;
        Version = version;
    }

    public string Version { get; }

    /// <summary>Null where there is no Python, or no PyTorch in it. COURSE_PYTHON names another Python than python3.</summary>
    public static Peer? Start()
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("COURSE_PYTHON") ?? "python3")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "peer.py"), Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture) },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // At its best: its large tensors otherwise fault their pages in at every call.
        foreach (string name in (string[])["MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_", "MALLOC_TOP_PAD_"]) start.Environment[name] = "1073741824";
        try
        {
            Process? python = Process.Start(start);
            string? version = python?.StandardOutput.ReadLine();
            if (python is not null && version is not null) return new Peer(python, version);
            python?.Dispose();
        }
        catch (Win32Exception)
        {
            // No such program: the column stays empty.
        }

        return null;
    }

    public double Seconds(string name)
    {
        _python.StandardInput.WriteLine(name);
        string answer = _python.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"PyTorch's side ended at '{name}': {_python.StandardError.ReadToEnd()}");
        return double.Parse(answer, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _python.StandardInput.Close();
        _python.WaitForExit();
        _python.Dispose();
    }
}
