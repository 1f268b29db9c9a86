using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

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

    /// <summary>
    /// <c>POST /predict</c> answers in one of two forms, by the request's; an endpoint can declare only one type for a status.
    /// </summary>
    public static async Task DescribeBothAnswersAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        const string Many = nameof(PredictManyResponse);
        var answer = operation.Responses?["200"].Content?["application/json"] ?? throw new InvalidOperationException("The operation has no answer in JSON.");
        context.Document!.AddComponent(Many, await context.GetOrCreateSchemaAsync(typeof(PredictManyResponse), parameterDescription: null, cancellation));
        answer.Schema = new OpenApiSchema { OneOf = [answer.Schema!, new OpenApiSchemaReference(Many, context.Document)] };
    }
}
