namespace ApiListings;

/// <summary>What a drop-in's type or member has that the real one does not.</summary>
internal static class ApiComparison
{
    public static IEnumerable<string> DifferencesOfType(ApiType ours, ApiType listed, ListedApi listing)
    {
        if (ours.Kind != listed.Kind)
        {
            return [$"{ours.Name}: is a {ours.Kind}, the package's is a {listed.Kind}"];
        }

        foreach (var restriction in (ReadOnlySpan<string>)["sealed", "abstract", "static", "ref"])
        {
            if (listed.Has(restriction) && !ours.Has(restriction))
            {
                return [$"{ours.Name}: is not {restriction}, the package's is"];
            }
        }

        if (ours.Kind is "delegate" or "enum")
        {
            return ours.Signature == listed.Signature ? [] : [$"{ours.Name}: '{ours.Signature}', the package has '{listed.Signature}'"];
        }

        var allowed = listing.WithBases(listed).SelectMany(type => type.Bases).ToHashSet(StringComparer.Ordinal);
        return [.. ours.Bases.Where(type => !allowed.Contains(type)).Select(type => $"{ours.Name}: derives from {type}, the package's does not")];
    }

    public static string? DifferenceOfMember(ApiMember ours, ApiType type, ListedApi listing)
    {
        var candidates = listing.WithBases(listing.Types[type.Name]).ToList();
        var listed = candidates.SelectMany(candidate => candidate.Members).FirstOrDefault(ours.IsSameAs);
        if (listed is not null)
        {
            var opened = ours.IsOverridable && !listed.IsOverridable && !type.Has("sealed");
            return opened ? $"{type.Name}: {ours.Modifiers} {ours.Signature} can be overridden, the package's cannot" : null;
        }

        if (ours.IsOverride && IsMemberOfObject(ours.Signature))
        {
            return null;
        }

        var sameName = candidates.SelectMany(candidate => candidate.Members).Where(member => member.Name == ours.Name).ToList();
        var hint = sameName.Count == 0
            ? "the package has no member of this name"
            : "the package has " + string.Join(" | ", sameName.Select(member => $"{member.Kind} {member.Modifiers} {member.Signature}"));
        return $"{type.Name}: {ours.Kind} {ours.Modifiers} {ours.Signature}: {hint}";
    }

    private static bool IsMemberOfObject(string signature) =>
        signature is "string ToString()" or "bool Equals(object obj)" or "int GetHashCode()";
}
