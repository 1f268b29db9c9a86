using System.Globalization;
using System.Xml;
using Microsoft.CodeAnalysis;

namespace Notebooks.CSharp.Assistance;

/// <summary>The documentation of one assembly, in a file that is read when something in it is first asked for.</summary>
internal sealed class DocumentationFile(string path) : DocumentationProvider
{
    private readonly Lazy<Dictionary<string, string>> _members = new(() => Read(path));

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => path.GetHashCode(StringComparison.Ordinal);

    protected override string GetDocumentationForSymbol(string documentationMemberID, CultureInfo preferredCulture, CancellationToken cancellationToken = default) =>
        _members.Value.GetValueOrDefault(documentationMemberID, "");

    private static Dictionary<string, string> Read(string path)
    {
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            using var reader = XmlReader.Create(path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, IgnoreComments = true });
            while (!reader.EOF)
            {
                if (reader.NodeType is XmlNodeType.Element && reader.Name is "member" && reader.GetAttribute("name") is { } name)
                    members[name] = reader.ReadInnerXml();
                else
                    reader.Read();
            }
        }
        catch (XmlException)
        {
            // What was read before the fault is still worth showing.
        }

        return members;
    }
}
