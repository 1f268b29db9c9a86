using System.Reflection;

namespace ApiListings;

/// <summary>
/// Holds a drop-in against the listing of the real package's public API (a file in <c>tests/api</c>).
/// A test project references this one, copies its listing to the output folder and asserts
/// <c>Assert.Empty(ApiListing.FindMembersMissingFrom(typeof(SomeType).Assembly, listingPath))</c>;
/// <see cref="MeasureCoverage"/> counts how much of the real API the drop-in has.
/// </summary>
/// <remarks>
/// A listing holds one type (<c>T</c>) or member (<c>M</c>) a line, in six fields divided by tabs: record, declaring type,
/// kind, modifiers, name, signature. A member of the drop-in stands in the listing when the same type, or one of the base
/// types that the listing gives it, has a member of the same kind, name, access and signature: parameter types, names and
/// defaults, return type, constraints. The drop-in may offer less: fewer interfaces, a getter without its setter, a
/// sealed type where the real one is open; it may override what <see cref="object"/> or a base type has.
/// </remarks>
public static class ApiListing
{
    /// <summary>Lists every public (or, on open types, protected) member of the assembly that the listing lacks, and why.</summary>
    /// <param name="assembly">The drop-in.</param>
    /// <param name="listingPath">The real package's listing.</param>
    /// <returns>One line for each difference, ordered by type and member; empty when the drop-in keeps the rule.</returns>
    /// <exception cref="FormatException">A line of the listing does not have six fields.</exception>
    public static IReadOnlyList<string> FindMembersMissingFrom(Assembly assembly, string listingPath)
    {
        var listing = ListedApi.Read(listingPath);
        var missing = new List<string>();
        foreach (var type in PublicApi.Of(assembly))
        {
            if (!listing.Types.TryGetValue(type.Name, out var listed))
            {
                missing.Add($"{type.Name}: the package has no such public type");
                continue;
            }

            missing.AddRange(ApiComparison.DifferencesOfType(type, listed, listing));
            missing.AddRange(type.Members
                .Select(member => ApiComparison.DifferenceOfMember(member, type, listing))
                .OfType<string>());
        }

        return missing;
    }

    /// <summary>Counts, for each area of the real package, how many of its members the drop-in has.</summary>
    /// <param name="assembly">The drop-in.</param>
    /// <param name="listingPath">The real package's listing.</param>
    /// <param name="areaOf">Maps a type's full name to its area; when absent, each type is its own area.</param>
    /// <returns>The areas by name, those without any member of the drop-in included.</returns>
    public static IReadOnlyList<ApiCoverage> MeasureCoverage(Assembly assembly, string listingPath, Func<string, string>? areaOf = null)
    {
        areaOf ??= static type => type;
        var listing = ListedApi.Read(listingPath);
        var present = PublicApi.Of(assembly).ToDictionary(type => type.Name, StringComparer.Ordinal);

        return [.. listing.Types.Values
            .GroupBy(type => areaOf(type.Name), StringComparer.Ordinal)
            .Select(area => new ApiCoverage(area.Key, area.Sum(CountPresent), area.Sum(type => type.Members.Count)))
            .OrderBy(area => area.Area, StringComparer.Ordinal)];

        int CountPresent(ApiType listed) => present.TryGetValue(listed.Name, out var ours)
            ? listed.Members.Count(member => ours.Members.Any(mine => mine.IsSameAs(member)))
            : 0;
    }
}
