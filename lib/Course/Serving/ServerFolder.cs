using Course.Processes;

namespace Course.Serving;

/// <summary>The server as a folder that needs no .NET: self-contained, trimmed and compiled ahead of time, made by <c>dotnet publish</c>.</summary>
internal static class ServerFolder
{
    /// <summary>The one system that published servers run on.</summary>
    public const string Runtime = "linux-x64";

    /// <summary>Publishes the server into a folder.</summary>
    /// <exception cref="CourseException">The SDK could not do it.</exception>
    public static async Task PublishAsync(CourseRepository repository, string output, CancellationToken cancellation)
    {
        // Apart from the clone's own bin and obj folders, which are for this machine and not for a published one.
        var artifacts = Path.Combine(repository.Private, "publish");
        var run = await ChildProcess.CaptureAsync(
            "dotnet",
            [
                "publish", Path.Combine(repository.Root, "lib", "TransferLearning.Web"), "-c", "Release", "-r", Runtime, "--self-contained", "--nologo", "-v", "quiet",
                "--artifacts-path", artifacts, "-o", output,
                // Without what it never calls, and compiled ahead of time: trimming drops .NET's own machine code, and a server that compiles all of its start anew is slow to be ready.
                "-p:PublishTrimmed=true", "-p:TrimMode=full", "-p:PublishReadyToRun=true", "-p:SuppressTrimAnalysisWarnings=true",
                // A model's config.json is read into its class by reflection; the project names the assemblies that stay whole for it.
                "-p:JsonSerializerIsReflectionEnabledByDefault=true",
                "-p:DebugType=none", "-p:GenerateDocumentationFile=false",
            ],
            repository.Root,
            cancellation);
        if (run.ExitCode != 0)
            throw new CourseException($"dotnet publish failed:\n{run.Failure}");
    }
}
