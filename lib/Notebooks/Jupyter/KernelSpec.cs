using System.Text.Json;
using System.Text.Json.Nodes;
using Notebooks.Documents;

namespace Notebooks.Jupyter;

/// <summary>
/// Registers the kernel with Jupyter (<see href="https://jupyter-client.readthedocs.io/en/stable/kernels.html#kernel-specs"/>).
/// </summary>
/// <param name="dataFolder">Where this user's kernels are registered.</param>
/// <param name="otherFolders">Where else Jupyter looks for kernels.</param>
public sealed class KernelSpec(string dataFolder, IReadOnlyList<string> otherFolders)
{
    /// <summary>The name that C# notebooks ask for, .NET Interactive's.</summary>
    public const string CommonName = ".net-csharp";

    /// <summary>The name used when the common one belongs to another kernel.</summary>
    public const string OwnName = "course-csharp";

    private const string OwnerKey = "transfer_learning_course";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Jupyter's folders for this user, on this machine.</summary>
    public static KernelSpec ForThisUser()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var user = Environment.GetEnvironmentVariable("JUPYTER_DATA_DIR") is { Length: > 0 } chosen ? chosen
            : OperatingSystem.IsWindows() ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "jupyter")
            : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Jupyter")
            : Path.Combine(Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } data ? data : Path.Combine(home, ".local", "share"), "jupyter");
        IEnumerable<string> system = OperatingSystem.IsWindows()
            ? [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "jupyter")]
            : ["/usr/local/share/jupyter", "/usr/share/jupyter"];
        var paths = (Environment.GetEnvironmentVariable("JUPYTER_PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return new(user, [.. paths, .. system]);
    }

    /// <summary>Registers the kernel; an earlier registration of it is replaced.</summary>
    /// <param name="command">The program and its arguments, <c>{connection_file}</c> among them.</param>
    /// <returns>The file that says so.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public string Install(IReadOnlyList<string> command)
    {
        var isFree = Folders(CommonName).All(folder => !IsOther(folder));
        var name = isFree ? CommonName : OwnName;
        var json = new JsonObject
        {
            ["argv"] = new JsonArray([.. command.Select(argument => (JsonNode)argument)]),
            ["display_name"] = isFree ? ".NET (C#)" : "C# (transfer learning course)",
            ["language"] = "C#",
            ["interrupt_mode"] = "message",
            ["metadata"] = new JsonObject { [OwnerKey] = true, ["debugger"] = false },
        };
        var file = Path.Combine(FolderOf(dataFolder, name), "kernel.json");
        AtomicFile.WriteAllText(file, json.ToJsonString(Indented) + "\n");
        return file;
    }

    /// <summary>Takes back this user's registrations of the kernel; other kernels stay.</summary>
    /// <returns>The folders that are gone.</returns>
    public IReadOnlyList<string> Uninstall()
    {
        string[] ours = [.. new[] { CommonName, OwnName }.Select(name => FolderOf(dataFolder, name)).Where(folder => Directory.Exists(folder) && !IsOther(folder))];
        foreach (var folder in ours)
            Directory.Delete(folder, recursive: true);
        return ours;
    }

    private static string FolderOf(string root, string name) => Path.Combine(root, "kernels", name);

    private IEnumerable<string> Folders(string name) => otherFolders.Prepend(dataFolder).Select(root => FolderOf(root, name));

    private static bool IsOther(string folder)
    {
        var file = Path.Combine(folder, "kernel.json");
        if (!File.Exists(file))
            return false;
        try
        {
            return JsonNode.Parse(File.ReadAllText(file))?["metadata"]?[OwnerKey] is null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // Whatever it is, it is not ours.
            return true;
        }
    }
}
