using System.Text.Json.Nodes;

namespace Notebooks.Documents;

/// <summary>Reads the outputs of a code cell and checks their shape.</summary>
internal static class OutputReader
{
    public static CellOutput Read(JsonNode? node, string where, int cell)
    {
        if (node is not JsonObject json)
            throw new NotebookFormatException($"{where} is {NotebookReader.Describe(node)}; it must be an object.", cell);

        OutputKind kind = MultilineText.Read(json["output_type"]) switch
        {
            "stream" => OutputKind.Stream,
            "display_data" => OutputKind.DisplayData,
            "execute_result" => OutputKind.ExecuteResult,
            "error" => OutputKind.Error,
            _ => throw Wrong("output_type", "\"stream\", \"display_data\", \"execute_result\" or \"error\""),
        };

        switch (kind)
        {
            case OutputKind.Stream:
                RequireString("name");
                json["text"] = MultilineText.Write(MultilineText.Read(json["text"]) ?? throw Wrong("text", "a string or a list of strings"));
                break;
            case OutputKind.Error:
                RequireString("ename");
                RequireString("evalue");
                if (json["traceback"] is not JsonArray lines || !lines.All(MultilineText.IsString))
                    throw Wrong("traceback", "a list of strings");
                break;
            default:
                if (json["data"] is not JsonObject)
                    throw Wrong("data", "an object with MIME types as keys");
                break;
        }

        return new(kind, json);

        void RequireString(string name)
        {
            if (!MultilineText.IsString(json[name]))
                throw Wrong(name, "a string");
        }

        NotebookFormatException Wrong(string name, string expected) =>
            new($"{where}: \"{name}\" is {NotebookReader.Describe(json[name])}; it must be {expected}.", cell);
    }
}
