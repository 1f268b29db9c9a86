namespace Course.Packages;

/// <summary>A package that no source has in the version that the course wants.</summary>
/// <param name="Id">The package's id.</param>
/// <param name="Nearest">The nearest version that a source does have; null where no source knows the package.</param>
internal sealed record MissingPackage(string Id, string? Nearest);
