using TransferLearning.Hub;

namespace TransferLearning.Tests.Hub;

public class ModelCardTests
{
    [Fact]
    public void A_card_has_the_Hubs_header_a_table_and_sections()
    {
        var card = new ModelCard
        {
            Name = "tiny",
            Summary = "A small one.",
            License = "mit",
            PipelineTag = "fill-mask",
            Facts = [new("Labels", "a|b")],
            Sections = [new("Data", "Brown corpus.")],
        };

        var text = card.ToMarkdown();

        Assert.StartsWith("---\nlicense: mit\npipeline_tag: fill-mask\nlibrary_name: transformers\n---\n\n# tiny\n", text, StringComparison.Ordinal);
        Assert.Contains("| Labels | a\\|b |", text, StringComparison.Ordinal);
        Assert.Contains("## Data\n\nBrown corpus.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_YAML_would_misread_is_quoted() =>
        Assert.Contains("language: \"a: \\\"b\\\"\"", new ModelCard { Name = "n", Summary = "s", Language = "a: \"b\"" }.ToMarkdown(), StringComparison.Ordinal);
}
