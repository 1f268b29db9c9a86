using System.Reflection;
using System.Runtime.CompilerServices;

namespace ApiListings;

/// <summary>Writes members as C# declarations, the way a listing does.</summary>
internal static class Signatures
{
    public static ApiMember Of(FieldInfo field)
    {
        var access = field.IsPublic ? "public" : "protected";
        var declaration = $"{TypeNames.Of(field)} {field.Name}";
        return field.IsLiteral
            ? new ApiMember("const", $"{access} const", field.Name, $"{declaration} = {Literals.Of(field.GetRawConstantValue(), field.FieldType)}")
            : new ApiMember("field", access + (field.IsStatic ? " static" : "") + (field.IsInitOnly ? " readonly" : ""), field.Name, declaration);
    }

    public static ApiMember Of(ConstructorInfo ctor) =>
        new("ctor", Visibility.AccessOf(ctor), ".ctor", ctor.DeclaringType!.Name.Split('`')[0] + Parameters(ctor, isExtension: false));

    public static ApiMember Of(PropertyInfo property)
    {
        var getter = property.GetGetMethod(nonPublic: true) is { } get && Visibility.IsVisible(get) ? get : null;
        var setter = property.GetSetMethod(nonPublic: true) is { } set && Visibility.IsVisible(set) ? set : null;
        var lead = getter is not null && (setter is null || getter.IsPublic) ? getter : setter!;
        var accessors = "{ " + Accessor(getter, "get") + Accessor(setter, IsInit(setter) ? "init" : "set") + "}";

        return property.GetIndexParameters() is { Length: > 0 } parameters
            ? new ApiMember("indexer", Modifiers(lead), "this[]", $"{TypeNames.Of(property)} this[{Parameters(parameters, isExtension: false)}] {accessors}")
            : new ApiMember("property", Modifiers(lead), property.Name, $"{TypeNames.Of(property)} {property.Name} {accessors}");

        string Accessor(MethodInfo? accessor, string word) => accessor switch
        {
            null => "",
            _ when Visibility.AccessOf(accessor) != Visibility.AccessOf(lead) => $"{Visibility.AccessOf(accessor)} {word}; ",
            _ => $"{word}; ",
        };
    }

    public static ApiMember Of(EventInfo @event) =>
        new("event", Modifiers(@event.GetAddMethod(nonPublic: true)!), @event.Name, $"event {TypeNames.Of(@event.EventHandlerType!)} {@event.Name}");

    public static ApiMember Of(MethodInfo method)
    {
        var kind = method.IsSpecialName && method.Name.StartsWith("op_", StringComparison.Ordinal) ? "operator" : "method";
        var generic = method.GetGenericArguments();
        var arguments = generic.Length > 0 ? $"<{string.Join(", ", generic.Select(argument => argument.Name))}>" : "";
        var parameters = Parameters(method, method.IsDefined(typeof(ExtensionAttribute), inherit: false));
        return new ApiMember(
            kind, Modifiers(method), method.Name, $"{TypeNames.Of(method.ReturnParameter)} {method.Name}{arguments}{parameters}{Constraints(generic)}");
    }

    public static string Parameters(MethodBase method, bool isExtension) => $"({Parameters(method.GetParameters(), isExtension)})";

    public static string Constraints(IEnumerable<Type> arguments)
    {
        var clauses = arguments.Select(argument => (argument.Name, Terms: ConstraintsOn(argument).ToList())).Where(clause => clause.Terms.Count > 0);
        return string.Concat(clauses.Select(clause => $" where {clause.Name} : {string.Join(", ", clause.Terms)}"));
    }

    private static string Parameters(ParameterInfo[] parameters, bool isExtension) =>
        string.Join(", ", parameters.Select(parameter => Parameter(parameter, isExtension && parameter.Position == 0)));

    private static string Parameter(ParameterInfo parameter, bool isThis)
    {
        var isParams = parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute));
        var declaration = $"{(isThis ? "this " : "")}{(isParams ? "params " : "")}{TypeNames.Of(parameter)} {parameter.Name}";
        return parameter switch
        {
            { HasDefaultValue: true } => $"{declaration} = {Literals.Of(parameter.RawDefaultValue, parameter.ParameterType)}",
            { IsOptional: true } => $"{declaration} = [Optional]",
            _ => declaration,
        };
    }

    private static IEnumerable<string> ConstraintsOn(Type argument)
    {
        var attributes = argument.GenericParameterAttributes;
        var isStruct = attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            yield return "class";
        }

        if (isStruct)
        {
            yield return argument.GetCustomAttributesData().Any(data => data.AttributeType.Name == "IsUnmanagedAttribute") ? "unmanaged" : "struct";
        }

        var types = argument.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)).Select(TypeNames.Of);
        foreach (var type in types.Order(StringComparer.Ordinal))
        {
            yield return type;
        }

        if (attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !isStruct)
        {
            yield return "new()";
        }

        if (attributes.HasFlag(GenericParameterAttributes.AllowByRefLike))
        {
            yield return "allows ref struct";
        }
    }

    private static string Modifiers(MethodInfo method)
    {
        var access = Visibility.AccessOf(method);
        var isNew = method.Attributes.HasFlag(MethodAttributes.NewSlot);
        return access + method switch
        {
            { IsStatic: true } => " static" + (method.IsAbstract ? " abstract" : method.IsVirtual ? " virtual" : ""),
            { DeclaringType.IsInterface: true } => method is { IsAbstract: false, IsVirtual: true } ? " virtual" : "",
            { IsAbstract: true } => isNew ? " abstract" : " abstract override",
            { IsVirtual: true, IsFinal: true } => isNew ? "" : " sealed override",
            { IsVirtual: true } => isNew ? " virtual" : " override",
            _ => "",
        };
    }

    private static bool IsInit(MethodInfo? setter) =>
        setter is not null && setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
}
