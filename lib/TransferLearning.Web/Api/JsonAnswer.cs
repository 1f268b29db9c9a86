using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TransferLearning.Web.Api;

/// <summary>
/// An answer as JSON that goes out in one piece. Written bit by bit, its length would not be known before its end, and that end
/// would be a second packet: one call of the system more for the server and for the client, which under load is most of what a request costs.
/// </summary>
internal sealed class JsonAnswer<T>(T value, JsonTypeInfo<T> type) : IResult
{
    public Task ExecuteAsync(HttpContext context)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(value, type);
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = body.Length;
        return context.Response.BodyWriter.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
