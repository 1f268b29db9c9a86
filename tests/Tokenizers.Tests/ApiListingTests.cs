using ApiListings;
using Microsoft.ML.Tokenizers;

namespace Tokenizers.Tests;

/// <summary>The comparison itself: it has to notice what it is for.</summary>
public sealed class ApiListingTests
{
    private static readonly string[] s_listing =
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "api", "Microsoft.ML.Tokenizers-2.0.0.txt"));

    [Theory]
    [InlineData("bool considerNormalization = true", "bool considerNormalization = false")]
    [InlineData("int maxTokenCount", "long maxTokenCount")]
    [InlineData("string vocabFilePath", "string vocabularyPath")]
    [InlineData("IReadOnlyList<int> EncodeToIds", "int[] EncodeToIds")]
    [InlineData("property\tpublic\tId\t", "field\tpublic\tId\t")]
    [InlineData("method\tpublic static\tCreate", "method\tpublic\tCreate")]
    [InlineData("\tpublic abstract\tDecode", "\tpublic\tDecode")]
    [InlineData("WordPieceOptions\tclass\tpublic\t", "WordPieceOptions\tclass\tpublic sealed\t")]
    [InlineData("EncodedToken\tstruct", "EncodedToken\tclass")]
    [InlineData("{ get; set; }", "{ get; }")]
    [InlineData("bool Equals(Microsoft.ML.Tokenizers.EncodedToken other)", "bool Equals(Microsoft.ML.Tokenizers.EncodedToken token)")]
    public void A_member_that_differs_from_the_listing_is_found(string real, string changed) =>
        Assert.NotEmpty(Compare(s_listing.Select(line => line.Replace(real, changed))));

    [Fact]
    public void A_type_that_the_listing_lacks_is_found() =>
        Assert.Contains(
            Compare(s_listing.Where(line => !line.Contains("Tokenizers.EncodedToken\t"))), line => line.StartsWith("Microsoft.ML.Tokenizers.EncodedToken: ", StringComparison.Ordinal));

    [Fact]
    public void A_member_that_the_real_package_has_on_a_base_type_counts() =>
        Assert.Empty(Compare(s_listing.Where(line => !line.StartsWith("M\tMicrosoft.ML.Tokenizers.WordPieceTokenizer\tproperty\tpublic override", StringComparison.Ordinal))));

    [Fact]
    public void Coverage_counts_what_is_there_and_what_is_not()
    {
        var coverage = ApiListing.MeasureCoverage(typeof(Tokenizer).Assembly, Write(s_listing)).ToDictionary(area => area.Area);

        Assert.Equal(new ApiCoverage("Microsoft.ML.Tokenizers.EncodedToken", 5, 5), coverage["Microsoft.ML.Tokenizers.EncodedToken"]);
        Assert.Equal(0, coverage["Microsoft.ML.Tokenizers.TiktokenTokenizer"].Present);
    }

    [Fact]
    public void A_line_that_is_not_of_a_listing_is_told_with_its_number() =>
        Assert.Contains("line 2", Assert.Throws<FormatException>(() => Compare([s_listing[0], "nonsense"])).Message);

    private static IReadOnlyList<string> Compare(IEnumerable<string> listing) =>
        ApiListing.FindMembersMissingFrom(typeof(Tokenizer).Assembly, Write(listing));

    private static string Write(IEnumerable<string> listing)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "listing.txt");
        File.WriteAllLines(path, listing);
        return path;
    }
}
