using System.Reflection;

namespace ApiListings;

/// <summary>Reads the public API of a loaded assembly in the words of a listing.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<ApiType> Of(Assembly assembly) =>
        [.. assembly.GetTypes().Where(Visibility.IsVisible).Select(Describe).OrderBy(type => type.Name, StringComparer.Ordinal)];

    private static ApiType Describe(Type type)
    {
        var isDelegate = type.BaseType == typeof(MulticastDelegate);
        var kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => "struct",
            _ => isDelegate ? "delegate" : "class",
        };
        var members = type.IsEnum ? EnumValues(type) : isDelegate ? [] : Members(type);
        return new ApiType(
            TypeNames.Of(type), kind, Modifiers(type, kind), Signature(type, kind), [.. members.OrderBy(member => member.Signature, StringComparer.Ordinal)]);
    }

    private static string Modifiers(Type type, string kind)
    {
        var access = type.IsPublic || type.IsNestedPublic ? "public" : "protected";
        if (kind == "struct")
        {
            return type.IsByRefLike ? $"{access} ref" : access;
        }

        return (kind, type.IsAbstract, type.IsSealed) switch
        {
            ("class", true, true) => $"{access} static",
            ("class", true, false) => $"{access} abstract",
            ("class", false, true) => $"{access} sealed",
            _ => access,
        };
    }

    private static string Signature(Type type, string kind)
    {
        if (kind == "enum")
        {
            return $": {TypeNames.Of(type.GetEnumUnderlyingType())}{(type.IsDefined(typeof(FlagsAttribute)) ? " [Flags]" : "")}";
        }

        if (kind == "delegate")
        {
            var invoke = type.GetMethod("Invoke")!;
            return $"{TypeNames.Of(invoke.ReturnParameter)} {TypeNames.SimpleOf(type)}{Signatures.Parameters(invoke, isExtension: false)}"
                + Signatures.Constraints(TypeNames.OwnArguments(type));
        }

        var bases = new List<string>();
        if (kind == "class" && type.BaseType is { } parent && parent != typeof(object))
        {
            bases.Add(TypeNames.Of(parent));
        }

        bases.AddRange(type.GetInterfaces()
            .Where(candidate => Visibility.IsVisible(candidate.IsGenericType ? candidate.GetGenericTypeDefinition() : candidate))
            .Select(TypeNames.Of)
            .Order(StringComparer.Ordinal));
        var list = bases.Count > 0 ? $": {string.Join(", ", bases)}" : "";
        return (list + Signatures.Constraints(TypeNames.OwnArguments(type))).Trim();
    }

    private static IEnumerable<ApiMember> EnumValues(Type type) => type
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => new ApiMember("enumvalue", "public static", field.Name, $"{field.Name} = {Literals.Of(field.GetRawConstantValue(), null)}"));

    private static IEnumerable<ApiMember> Members(Type type)
    {
        var properties = type.GetProperties(Declared);
        var events = type.GetEvents(Declared);
        var accessors = properties.SelectMany(property => property.GetAccessors(nonPublic: true))
            .Concat(events.SelectMany(@event => new[] { @event.GetAddMethod(true), @event.GetRemoveMethod(true), @event.GetRaiseMethod(true) }))
            .OfType<MethodInfo>()
            .ToHashSet();

        return
        [
            .. type.GetFields(Declared).Where(field => Visibility.IsVisible(field) && !field.Name.Contains('<')).Select(Signatures.Of),
            .. type.GetConstructors(Declared).Where(ctor => !ctor.IsStatic && Visibility.IsVisible(ctor)).Select(Signatures.Of),
            .. properties.Where(Visibility.IsVisible).Select(Signatures.Of),
            .. events.Where(@event => Visibility.IsVisible(@event.GetAddMethod(true))).Select(Signatures.Of),
            .. type.GetMethods(Declared)
                .Where(method => Visibility.IsVisible(method) && !accessors.Contains(method) && method.Name != "Finalize" && !method.Name.Contains('<'))
                .Select(Signatures.Of),
        ];
    }
}
