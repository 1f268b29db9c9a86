using ApiListings;
using Microsoft.Data.Analysis;

namespace DataAnalysis.Tests;

public class PublicApiTests
{
    [Fact]
    public void Every_public_member_stands_in_the_real_packages_public_api()
    {
        var listing = Path.Combine(AppContext.BaseDirectory, "api", "Microsoft.Data.Analysis-0.23.0.txt");

        Assert.Empty(ApiListing.FindMembersMissingFrom(typeof(DataFrame).Assembly, listing));
    }
}
