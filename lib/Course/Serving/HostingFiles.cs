using System.Globalization;

namespace Course.Serving;

/// <summary>The files by which hosts of all sorts start a published server.</summary>
internal static class HostingFiles
{
    private const string Prefix = "hosting/";

    private static readonly string[] s_files = ["Dockerfile", "Procfile", "heroku.yml", "kubernetes.yaml", "systemd.service", "README.md"];

    /// <summary>Writes them for a published folder.</summary>
    /// <param name="folder">The folder that holds <c>app</c>.</param>
    /// <param name="name">The model's name.</param>
    /// <param name="modelBytes">What the model's files take.</param>
    /// <param name="totalBytes">What all files take.</param>
    public static void Write(string folder, string name, long modelBytes, long totalBytes)
    {
        // Weights lie in memory once, and twice while a reload makes the next model ready; the rest is the runtime's.
        var memory = 200 + (modelBytes >> 20);
        var host = HostName(name);
        var values = new Dictionary<string, string>
        {
            ["name"] = host,
            ["memory"] = memory.ToString(CultureInfo.InvariantCulture),
            ["memoryLimit"] = (2 * (memory + (modelBytes >> 20))).ToString(CultureInfo.InvariantCulture),
            ["size"] = (totalBytes / 1_000_000).ToString(CultureInfo.InvariantCulture),
        };
        foreach (var file in s_files)
        {
            var text = values.Aggregate(Read(file), (text, value) => text.Replace("{{" + value.Key + "}}", value.Value, StringComparison.Ordinal));
            File.WriteAllText(Path.Combine(folder, file == "systemd.service" ? host + ".service" : file), text);
        }
    }

    /// <summary>A name as hosts take it: small letters, digits and hyphens, beginning with a letter.</summary>
    private static string HostName(string name)
    {
        var letters = string.Concat(name.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')).Trim('-');
        if (letters.Length == 0 || !char.IsAsciiLetter(letters[0]))
            letters = "model-" + letters;
        return letters[..Math.Min(letters.Length, 50)].Trim('-');
    }

    private static string Read(string file)
    {
        using var stream = typeof(HostingFiles).Assembly.GetManifestResourceStream(Prefix + file)
            ?? throw new InvalidOperationException($"The program carries no resource {Prefix}{file}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
