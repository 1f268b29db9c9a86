using System.Globalization;

namespace TransferLearning.Training;

/// <summary>
/// The checkpoints of a run: folders <c>checkpoint-STEP</c> in its output folder. A checkpoint is written under a
/// temporary name and moved into place, so that one with its right name is whole. One run at a time uses a folder.
/// </summary>
internal sealed class CheckpointStore : IDisposable
{
    private const string Prefix = "checkpoint-";
    private const string TemporarySuffix = ".tmp";
    private const string LockFile = "run.lock";
    private readonly FileStream _lock;

    /// <summary>Opens the output folder, making it if it is not there, and clears away what a killed run left half-written.</summary>
    /// <exception cref="TrainingException">Another run uses the folder, or it cannot be written.</exception>
    public CheckpointStore(string outputFolder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(outputFolder);
        Folder = Path.GetFullPath(outputFolder);
        try
        {
            Directory.CreateDirectory(Folder);
            _lock = new FileStream(
                Path.Combine(Folder, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            foreach (var leftover in Directory.EnumerateDirectories(Folder, Prefix + "*" + TemporarySuffix)) Directory.Delete(leftover, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _lock?.Dispose();
            throw new TrainingException($"The output folder '{Folder}' cannot be used: {error.Message} If another run is writing to it, wait for it or choose another folder.", error);
        }
    }

    /// <summary>The output folder.</summary>
    public string Folder { get; }

    /// <summary>The steps that have a whole checkpoint, ascending.</summary>
    public IReadOnlyList<int> Steps =>
    [
        .. Directory.EnumerateDirectories(Folder, Prefix + "*")
            .Select(path => Path.GetFileName(path)[Prefix.Length..])
            .Where(step => int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(step => int.Parse(step, CultureInfo.InvariantCulture))
            .Order(),
    ];

    /// <summary>A sentence that names the last whole checkpoint, for messages.</summary>
    public string Latest => Steps is [.., var last] ? $"The last checkpoint is '{PathOf(last)}'." : "There is no checkpoint.";

    /// <summary>The folder of a step's checkpoint.</summary>
    public string PathOf(int step) => Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{step}"));

    /// <summary>Saves a checkpoint.</summary>
    /// <param name="step">The number of steps made.</param>
    /// <param name="write">Writes its files into the folder it is given.</param>
    /// <exception cref="TrainingException">It could not be written; earlier ones are as they were.</exception>
    public void Save(int step, Action<string> write)
    {
        var target = PathOf(step);
        var temporary = target + TemporarySuffix;
        try
        {
            if (Directory.Exists(temporary)) Directory.Delete(temporary, recursive: true);
            Directory.CreateDirectory(temporary);
            write(temporary);
            if (Directory.Exists(target)) Directory.Delete(target, recursive: true);
            Directory.Move(temporary, target);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            // The last of the three is how .NET tells that a file has become too large for its file system.
            TryDelete(temporary);
            throw new TrainingException($"The checkpoint of step {step} could not be saved to '{target}': {error.Message.TrimEnd('.')}. {Latest} Free some space and resume.", error);
        }
    }

    /// <summary>Makes sure that a new run begins in a folder without checkpoints.</summary>
    /// <param name="overwrite">Whether those of an earlier run are deleted.</param>
    /// <exception cref="TrainingException">An earlier run left checkpoints here, and they are not to be overwritten.</exception>
    public void Begin(bool overwrite)
    {
        if (Steps.Count > 0 && !overwrite)
        {
            throw new TrainingException(
                $"The output folder '{Folder}' holds the checkpoints of an earlier run, and two runs in one folder would mix. {Latest} Resume that run, choose another folder, or set {nameof(TrainingArguments.OverwriteOutputDir)} to delete them.");
        }

        foreach (var step in Steps) Directory.Delete(PathOf(step), recursive: true);
    }

    /// <summary>Deletes the oldest checkpoints.</summary>
    /// <param name="limit">How many to keep, or <see langword="null"/> for all.</param>
    /// <param name="protectedStep">A step whose checkpoint stays in any case: the best one.</param>
    public void Prune(int? limit, int? protectedStep = null)
    {
        if (limit is not { } keep) return;
        var steps = Steps;
        var surplus = steps.Count - keep;
        foreach (var step in steps.Where(step => step != protectedStep && step != steps[^1]).Take(Math.Max(0, surplus)))
        {
            Directory.Delete(PathOf(step), recursive: true);
        }
    }

    /// <summary>Lets other runs use the folder.</summary>
    public void Dispose() => _lock.Dispose();

    private static void TryDelete(string folder)
    {
        try
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // The error that is being reported says more than this one; the next run clears the folder away.
        }
    }
}
