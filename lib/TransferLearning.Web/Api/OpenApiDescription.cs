using Microsoft.AspNetCore.OpenApi;

namespace TransferLearning.Web.Api;

/// <summary>What <c>/openapi/v1.json</c> says beside the endpoints.</summary>
internal static class OpenApiDescription
{
    public static void Configure(OpenApiOptions options) => options.AddDocumentTransformer(static (document, _, _) =>
    {
        document.Info.Title = "Review classifier";
        document.Info.Version = "1";
        document.Info.Description = "Labels texts with a fine-tuned transformer. Errors are problem details by RFC 9457; their 'code' is a word for programs.";
        return Task.CompletedTask;
    });
}
