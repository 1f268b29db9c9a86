namespace TransferLearning.Web.Hosting;

/// <summary>A setting in the words of a command line or an environment variable.</summary>
/// <param name="Name">Its name, such as <c>max-reviews</c>.</param>
/// <param name="Description">What it means.</param>
/// <param name="Apply">Puts a text into the options.</param>
public sealed record ServerSetting(string Name, string Description, Func<ServerOptions, string, ServerOptions> Apply)
{
    /// <summary>The environment variable, such as <c>SERVE_MAX_REVIEWS</c>.</summary>
    public string Variable => "SERVE_" + Name.Replace('-', '_').ToUpperInvariant();
}
