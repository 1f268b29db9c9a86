namespace ApiListings;

/// <summary>A public type: one <c>T</c> line of a listing with the <c>M</c> lines that follow.</summary>
/// <param name="Name">Full C# name, generic parameters by name, a dot between nested types too.</param>
/// <param name="Kind">class, struct, interface, enum or delegate.</param>
/// <param name="Modifiers">Such as <c>public abstract</c>.</param>
/// <param name="Signature">Base type, interfaces and constraints; a delegate's whole signature.</param>
/// <param name="Members">The members that this type declares.</param>
internal sealed record ApiType(string Name, string Kind, string Modifiers, string Signature, List<ApiMember> Members)
{
    public bool Has(string modifier) => Modifiers.Split(' ').Contains(modifier);

    /// <summary>The base type and the interfaces, without the constraints.</summary>
    public IReadOnlyList<string> Bases { get; } = ParseBases(Kind, Signature);

    private static string[] ParseBases(string kind, string signature)
    {
        if (kind == "delegate" || !signature.StartsWith(": ", StringComparison.Ordinal))
        {
            return [];
        }

        var end = signature.IndexOf(" where ", StringComparison.Ordinal);
        var list = end < 0 ? signature[2..] : signature[2..end];
        return [.. SplitOutsideBrackets(list)];
    }

    /// <summary>Splits at the commas that are not within a generic argument list or a tuple.</summary>
    private static IEnumerable<string> SplitOutsideBrackets(string list)
    {
        var (depth, start) = (0, 0);
        for (var i = 0; i < list.Length; i++)
        {
            depth += list[i] switch { '<' or '(' or '[' => 1, '>' or ')' or ']' => -1, _ => 0 };
            if (depth == 0 && list[i] == ',')
            {
                yield return list[start..i].Trim();
                start = i + 1;
            }
        }

        yield return list[start..].Trim();
    }
}
