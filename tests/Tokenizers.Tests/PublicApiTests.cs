using ApiListings;
using Microsoft.ML.Tokenizers;

namespace Tokenizers.Tests;

public sealed class PublicApiTests(ITestOutputHelper output)
{
    private static readonly string s_listing = Path.Combine(AppContext.BaseDirectory, "api", "Microsoft.ML.Tokenizers-2.0.0.txt");

    [Fact]
    public void Every_public_member_stands_in_the_real_packages_listing() =>
        Assert.Empty(ApiListing.FindMembersMissingFrom(typeof(Tokenizer).Assembly, s_listing));

    [Fact]
    public void Types_that_the_course_uses_are_complete()
    {
        var coverage = ApiListing.MeasureCoverage(typeof(Tokenizer).Assembly, s_listing, type => type.Split('.', '<')[3]);
        foreach (var area in coverage)
        {
            output.WriteLine($"{area.Area}: {area.Present} of {area.Total}");
        }

        string[] used =
        [
            "Tokenizer", "EncodedToken", "EncodeResults", "EncodeSettings", "Normalizer", "PreTokenizer", "WordPieceTokenizer",
            "WordPieceOptions", "BertTokenizer", "BertOptions", "BpeTokenizer", "BpeOptions", "RegexPreTokenizer", "RobertaPreTokenizer", "LowerCaseNormalizer", "UpperCaseNormalizer",
        ];
        var incomplete = coverage.Where(area => used.Contains(area.Area) && area.Present < area.Total);
        Assert.Empty(incomplete);
    }
}
