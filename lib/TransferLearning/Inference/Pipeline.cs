namespace TransferLearning.Inference;

/// <summary>One line from a task and a model to results, as Hugging Face's <c>pipeline(task, model)</c>.</summary>
/// <example><code>var label = Pipeline.Create("text-classification", "my-model").Classify("a film to love").Label;</code></example>
public static class Pipeline
{
    /// <summary>Makes the pipeline of a task.</summary>
    /// <param name="task"><c>text-classification</c>, or <c>sentiment-analysis</c>, which is another name for it.</param>
    /// <param name="model">A folder with <c>config.json</c>, weights and tokenizer, or a name that stands for one.</param>
    /// <param name="maxLength">The most tokens that a text keeps, special ones included; <see langword="null"/> for what the model takes.</param>
    /// <exception cref="NotSupportedException">The library has no pipeline for the task.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such model.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or the weights do not fit.</exception>
    public static TextClassificationPipeline Create(string task, string model, int? maxLength = null) => task switch
    {
        "text-classification" or "sentiment-analysis" => TextClassificationPipeline.FromPretrained(model, maxLength),
        _ => throw new NotSupportedException($"There is no pipeline for '{task}': there is one for text-classification (or sentiment-analysis)."),
    };
}
