using Course.Processes;

namespace Course.Checks;

/// <summary>A program that the lessons do without, but that some tests use as a second opinion.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Purpose">What is checked with it.</param>
/// <param name="Program">The program to ask.</param>
/// <param name="Arguments">What to ask it: exit code 0 means that it is there.</param>
/// <param name="DebianPackage">The Debian package that brings it.</param>
internal sealed record OptionalTool(string Name, string Purpose, string Program, IReadOnlyList<string> Arguments, string DebianPackage)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<OptionalTool> All { get; } =
    [
        new("nbformat", "checks our notebooks against Jupyter's own schema", "python3", ["-c", "import nbformat"], "python3-nbformat"),
        new("Chromium", "checks the site's pages for accessibility; prints slides to PDF", "chromium", ["--version"], "chromium"),
        new("zmq", "checks our ZeroMQ sockets against the real libzmq", "python3", ["-c", "import zmq"], "python3-zmq"),
        new("NumPy", "opens the models that we save, in a reader of its own", "python3", ["-c", "import numpy"], "python3-numpy"),
        new("jupyter_kernel_test", "puts our kernel through Jupyter's own test", "python3", ["-c", "import jupyter_kernel_test"], "python3-jupyter-kernel-test"),
        new("nbconvert", "executes our lessons in our kernel", "python3", ["-c", "import nbconvert, nbclient"], "python3-nbconvert"),
        new("notebook", "opens a notebook in Jupyter's classic page, in a browser", "python3", ["-c", "import notebook"], "jupyter-notebook"),
        new("chromium", "is the browser of that test", "chromium", ["--version"], "chromium"),
    ];

    /// <summary>The command that installs it on Debian and Ubuntu.</summary>
    public string InstallCommand => $"apt-get install -y --no-install-recommends {DebianPackage}";

    /// <summary>Asks whether it is there.</summary>
    public async Task<bool> IsInstalledAsync(CancellationToken cancellation)
    {
        // Debian's packages belong to Debian's Python, which need not be the first one on the PATH.
        foreach (var candidate in Candidates())
        {
            if ((await ChildProcess.CaptureAsync(candidate, Arguments, Environment.CurrentDirectory, cancellation)).ExitCode == 0)
                return true;
        }

        return false;
    }

    /// <summary>The line of <c>course doctor</c>.</summary>
    public async Task<CheckResult> CheckAsync(CancellationToken cancellation) => new(
        $"{Name} (optional)", await IsInstalledAsync(cancellation), Purpose, $"./course test installs it where it may, or: {InstallCommand}", Required: false);

    private IEnumerable<string> Candidates()
    {
        var systemWide = Path.Combine("/usr/bin", Program);
        if (File.Exists(systemWide))
            yield return systemWide;
        if (ChildProcess.Find(Program) is { } onPath && onPath != systemWide)
            yield return onPath;
    }
}
