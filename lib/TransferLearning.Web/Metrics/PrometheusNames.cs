using System.Globalization;
using System.Text;

namespace TransferLearning.Web.Metrics;

/// <summary>OpenTelemetry's names in Prometheus's spelling, by the rules of OpenTelemetry's "Prometheus and OpenMetrics compatibility".</summary>
internal static class PrometheusNames
{
    /// <summary>An instrument's name, such as <c>http.server.request.duration</c> in <c>s</c>: <c>http_server_request_duration_seconds</c>.</summary>
    public static string Of(string instrument, string? unit, bool isCounter)
    {
        var name = Identifier(instrument);
        var ending = unit switch { "s" => "_seconds", "By" => "_bytes", "1" when !isCounter => "_ratio", _ => "" };
        if (!name.EndsWith(ending, StringComparison.Ordinal))
            name += ending;
        return isCounter && !name.EndsWith("_total", StringComparison.Ordinal) ? name + "_total" : name;
    }

    /// <summary>Tags as <c>name="value",…</c>.</summary>
    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
            return "";
        var text = new StringBuilder();
        foreach (var (name, value) in tags)
        {
            if (text.Length > 0)
                text.Append(',');
            text.Append(Identifier(name)).Append("=\"")
                .Append(Escaped(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "").Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
        }

        return text.ToString();
    }

    /// <summary>Text without line ends.</summary>
    public static string Escaped(string text) => text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Identifier(string name) => string.Create(name.Length, name, static (span, name) =>
    {
        for (var i = 0; i < span.Length; i++)
            span[i] = char.IsAsciiLetterOrDigit(name[i]) ? name[i] : '_';
    });
}
