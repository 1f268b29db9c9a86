using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using TransferLearning.Web.Api;
using TransferLearning.Web.Metrics;

namespace TransferLearning.Web.Hosting;

/// <summary>So many predictions each second for each client; a client that was quiet may ask for two seconds' worth at once.</summary>
internal static class ClientRateLimit
{
    /// <summary>The name under which endpoints ask for it.</summary>
    public const string Policy = "client";

    public static void Configure(RateLimiterOptions options, int permitsPerSecond)
    {
        options.AddPolicy(Policy, context => RateLimitPartition.GetTokenBucketLimiter(ClientOf(context), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = 2 * permitsPerSecond,
            TokensPerPeriod = permitsPerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        }));
        options.OnRejected = (rejected, _) =>
        {
            var retryAfter = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var time) ? time : TimeSpan.FromSeconds(1);
            var metrics = rejected.HttpContext.RequestServices.GetRequiredService<ServerMetrics>();
            var problem = new ProblemException(
                StatusCodes.Status429TooManyRequests, "too-many-requests",
                $"This server takes {permitsPerSecond.ToString(CultureInfo.InvariantCulture)} requests a second from one client. Put several texts into one request, or wait.", retryAfter);
            return new ValueTask(ProblemMiddleware.WriteAsync(rejected.HttpContext, problem, metrics));
        };
    }

    /// <summary>A client's address; of an IPv6 address only the network, because one client has all of its addresses.</summary>
    private static string ClientOf(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address)
            return "";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address.ToString();
        var network = address.GetAddressBytes();
        network.AsSpan(8).Clear();
        return new IPAddress(network).ToString();
    }
}
