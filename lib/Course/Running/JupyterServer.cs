using Course.Processes;

namespace Course.Running;

/// <summary>How Jupyter is started for the lessons.</summary>
internal static class JupyterServer
{
    // Loopback only, and the clone as the root: lessons show drawings that lie beside their folder.
    private static readonly (string Program, string[] Arguments)[] s_known =
    [
        ("jupyter-lab", ["--ip=127.0.0.1", "--LabApp.default_url=/lab/tree/notebooks"]),
        ("jupyter-notebook", ["--ip=127.0.0.1", "--NotebookApp.default_url=/tree/notebooks"]),
    ];

    /// <summary>The Jupyter on this machine, JupyterLab first; null if there is none.</summary>
    public static (string Program, IReadOnlyList<string> Arguments)? Find() =>
        s_known.Select(known => (Path: ChildProcess.Find(known.Program), known.Arguments)).FirstOrDefault(found => found.Path is not null) is ({ } path, var arguments)
            ? (path, arguments)
            : null;

    /// <summary>What Jupyter is told by its environment: to look into a folder of ours before its own.</summary>
    public static IReadOnlyDictionary<string, string> Environment(string dataFolder) => new Dictionary<string, string>
    {
        ["JUPYTER_PATH"] = string.Join(Path.PathSeparator, new[] { dataFolder, System.Environment.GetEnvironmentVariable("JUPYTER_PATH") }.Where(path => !string.IsNullOrEmpty(path))),
    };

    /// <summary>Lets the notebook server hand plotly.js to charts, so that they need not ask the web for it.</summary>
    public static void ProvideCharts(string dataFolder, string script)
    {
        var folder = Path.Combine(dataFolder, "nbextensions", "course");
        Directory.CreateDirectory(folder);
        File.Copy(script, Path.Combine(folder, "plotly.min.js"), overwrite: true);
    }
}
