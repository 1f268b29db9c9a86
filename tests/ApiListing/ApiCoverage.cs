namespace ApiListings;

/// <summary>How much of one area of a package's public API a drop-in has.</summary>
/// <param name="Area">The area's name.</param>
/// <param name="Present">Members of the real package that the drop-in has too.</param>
/// <param name="Total">Members of the real package.</param>
public sealed record ApiCoverage(string Area, int Present, int Total);
