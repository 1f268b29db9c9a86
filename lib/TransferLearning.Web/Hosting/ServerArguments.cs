namespace TransferLearning.Web.Hosting;

/// <summary>The command line of a published server: <c>--name value</c> or <c>--name=value</c>, for the settings, <c>--model</c> and <c>--page</c>.</summary>
internal static class ServerArguments
{
    /// <exception cref="ArgumentException">An argument is unknown or its value cannot be used; the message lists what there is.</exception>
    public static ServerOptions Read(string[] arguments, Func<string, string?> environment, ServerOptions defaults)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Length; i++)
        {
            var (name, value) = arguments[i].Split('=', 2) is [var before, var after] ? (before, after) : (arguments[i], i + 1 < arguments.Length ? arguments[++i] : null);
            if (!name.StartsWith("--", StringComparison.Ordinal) || !IsKnown(name[2..]))
                throw new ArgumentException($"'{name}' is no option of this server.\n{Help()}");
            given[name[2..]] = value ?? throw new ArgumentException($"{name} wants a value.\n{Help()}");
        }

        var options = defaults with
        {
            Model = given.GetValueOrDefault("model") ?? Nonempty(environment("SERVE_MODEL")) ?? defaults.Model,
            Page = given.GetValueOrDefault("page") ?? Nonempty(environment("SERVE_PAGE")) ?? defaults.Page,
        };
        return ServerSettings.Apply(options, environment, given);
    }

    /// <summary>All options, a line each.</summary>
    public static string Help() =>
        string.Join('\n', ServerSettings.All.Select(setting => $"  --{setting.Name,-18}{setting.Description} ({setting.Variable})")
            .Prepend("  --page             The folder of the built page. (SERVE_PAGE)")
            .Prepend("  --model            The folder of the model. (SERVE_MODEL)"));

    private static bool IsKnown(string name) => name is "model" or "page" || ServerSettings.All.Any(setting => setting.Name == name);

    private static string? Nonempty(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
