using System.Text.Json.Serialization;

namespace TransferLearning.Web.Api;

/// <summary>Reads and writes the API's bodies without reflection, so that a trimmed server has all of it.</summary>
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(PredictRequest))]
[JsonSerializable(typeof(ExplainRequest))]
[JsonSerializable(typeof(PredictResponse))]
[JsonSerializable(typeof(PredictManyResponse))]
[JsonSerializable(typeof(ExplainResponse))]
[JsonSerializable(typeof(ModelsResponse))]
[JsonSerializable(typeof(HealthResponse))]
[JsonSerializable(typeof(Problem))]
internal sealed partial class ApiJson : JsonSerializerContext;
