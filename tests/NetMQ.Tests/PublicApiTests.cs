using ApiListings;

namespace NetMQ.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void Every_public_member_stands_in_the_real_packages_public_api() =>
        Assert.Empty(ApiListing.FindMembersMissingFrom(typeof(NetMQSocket).Assembly, Path.Combine(AppContext.BaseDirectory, "api", "NetMQ-4.0.2.1.txt")));
}
