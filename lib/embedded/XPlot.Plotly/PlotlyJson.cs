using System.Buffers;
using System.Collections;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace XPlot.Plotly;

/// <summary>
/// Writes plotly objects as JSON. The writer's encoder escapes <c>&lt;</c>, <c>&gt;</c> and <c>&amp;</c>, so the text
/// can stand inside a script element whatever the labels contain.
/// </summary>
internal static class PlotlyJson
{
    public static string Write(object? value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            WriteValue(json, value);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case IPlotlyObject plotly:
                WriteObject(json, plotly.Properties.Attributes);
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case float single:
                WriteNumber(json, single, float.IsFinite(single));
                break;
            case double number:
                WriteNumber(json, number, double.IsFinite(number));
                break;
            case IDictionary dictionary:
                WriteObject(json, dictionary.Cast<DictionaryEntry>().Select(entry => KeyValuePair.Create(entry.Key.ToString()!, entry.Value)));
                break;
            case ITuple tuple:
                WriteArray(json, Enumerable.Range(0, tuple.Length).Select(index => tuple[index]));
                break;
            case IEnumerable items:
                WriteArray(json, items);
                break;
            default:
                JsonSerializer.Serialize(json, value, value.GetType());
                break;
        }
    }

    /// <summary>JSON has no NaN and no infinity: plotly.js draws a gap for null, as it does for them.</summary>
    private static void WriteNumber(Utf8JsonWriter json, object number, bool isFinite)
    {
        if (isFinite)
        {
            JsonSerializer.Serialize(json, number, number.GetType());
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static void WriteObject(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, object?>> attributes)
    {
        json.WriteStartObject();
        foreach (var (name, value) in attributes)
        {
            json.WritePropertyName(name);
            WriteValue(json, value);
        }

        json.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter json, IEnumerable items)
    {
        if (items is Array { Rank: 2 } matrix)
        {
            items = Enumerable.Range(0, matrix.GetLength(0))
                .Select(row => Enumerable.Range(0, matrix.GetLength(1)).Select(column => matrix.GetValue(row, column)));
        }

        json.WriteStartArray();
        foreach (var item in items)
        {
            WriteValue(json, item);
        }

        json.WriteEndArray();
    }
}
