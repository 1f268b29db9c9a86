using ApiListings;

namespace TorchSharp.Tests.Api;

public sealed class PublicApiTests
{
    private static readonly string s_listing = Path.Combine(AppContext.BaseDirectory, "api", "TorchSharp-0.107.0.txt");

    [Fact]
    public void Every_public_member_stands_in_the_real_packages_public_api() =>
        Assert.Empty(ApiListing.FindMembersMissingFrom(typeof(torch).Assembly, s_listing));
}
