namespace ApiListings;

/// <summary>A public or protected member: one <c>M</c> line of a listing.</summary>
/// <param name="Kind">ctor, method, operator, property, indexer, field, const, event or enumvalue.</param>
/// <param name="Modifiers">Such as <c>public static</c> or <c>protected virtual</c>.</param>
/// <param name="Name">The simple name.</param>
/// <param name="Signature">The C# declaration: return type, name, parameters with defaults, constraints, accessors.</param>
internal sealed record ApiMember(string Kind, string Modifiers, string Name, string Signature)
{
    private readonly string[] _modifiers = Modifiers.Split(' ');

    /// <summary>Whether a derived type may override the member.</summary>
    public bool IsOverridable => _modifiers.Any(modifier => modifier is "virtual" or "abstract" or "override");

    public bool IsOverride => _modifiers.Contains("override");

    /// <summary>Whether both are the same member to a caller: accessors may lack on this side, and overriding does not matter.</summary>
    public bool IsSameAs(ApiMember listed) =>
        Kind == listed.Kind
        && Name == listed.Name
        && _modifiers[0] == listed._modifiers[0]
        && _modifiers.Contains("static") == listed._modifiers.Contains("static")
        && Declaration == listed.Declaration
        && Accessors.All(listed.Accessors.Contains);

    /// <summary>The signature without the accessors of a property or an indexer.</summary>
    private string Declaration => AccessorsAt is var at && at < 0 ? Signature : Signature[..at];

    private string[] Accessors => AccessorsAt is var at && at < 0
        ? []
        : Signature[(at + 3)..].TrimEnd('}', ' ').Split("; ").Select(accessor => accessor.TrimEnd(';')).ToArray();

    private int AccessorsAt => Kind is "property" or "indexer" ? Signature.LastIndexOf(" { ", StringComparison.Ordinal) : -1;
}
