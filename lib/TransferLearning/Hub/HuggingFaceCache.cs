namespace TransferLearning.Hub;

/// <summary>The cache folder of Python's <c>huggingface_hub</c>: models that a student has downloaded before are found there.</summary>
/// <remarks>Layout: <c>models--owner--name/refs/main</c> holds a commit; the files lie in <c>models--owner--name/snapshots/COMMIT</c>.</remarks>
internal static class HuggingFaceCache
{
    /// <summary>The cache's root: HF_HUB_CACHE, else HF_HOME/hub, else ~/.cache/huggingface/hub.</summary>
    public static string Root
    {
        get
        {
            if (Environment.GetEnvironmentVariable("HF_HUB_CACHE") is { Length: > 0 } cache) return cache;
            if (Environment.GetEnvironmentVariable("HF_HOME") is { Length: > 0 } home) return Path.Combine(home, "hub");
            return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "huggingface", "hub");
        }
    }

    /// <summary>The folder that the cache keeps for a model, whether it exists or not.</summary>
    public static string FolderOf(string modelName) => Path.Combine(Root, "models--" + modelName.Replace("/", "--", StringComparison.Ordinal));

    /// <summary>The folder with a model's files, or null if the cache does not have that revision.</summary>
    public static string? FindSnapshot(string modelName, string revision = "main")
    {
        var model = FolderOf(modelName);
        var reference = Path.Combine(model, "refs", revision);
        var commit = File.Exists(reference) ? File.ReadAllText(reference).Trim() : revision;
        var snapshot = Path.Combine(model, "snapshots", commit);
        return Directory.Exists(snapshot) ? snapshot : null;
    }
}
