using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace ApiListings;

/// <summary>Writes types as C# does: keywords, nullable values, tuples with their element names, nested generic types.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> s_keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
        [typeof(char)] = "char",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
        [typeof(void)] = "void",
        [typeof(nint)] = "nint",
        [typeof(nuint)] = "nuint",
    };

    public static string Of(Type type) => Of(type, new Queue<string?>());

    public static string Of(FieldInfo field) => Of(field.FieldType, ElementNames(field.GetCustomAttribute<TupleElementNamesAttribute>()));

    public static string Of(PropertyInfo property)
    {
        var names = ElementNames(property.GetCustomAttribute<TupleElementNamesAttribute>());
        return property.PropertyType is { IsByRef: true } reference ? $"ref {Of(reference.GetElementType()!, names)}" : Of(property.PropertyType, names);
    }

    /// <summary>A parameter's type, or a method's return type, with <c>ref</c>, <c>in</c> or <c>out</c>.</summary>
    public static string Of(ParameterInfo parameter)
    {
        var names = ElementNames(parameter.GetCustomAttribute<TupleElementNamesAttribute>());
        if (!parameter.ParameterType.IsByRef)
        {
            return Of(parameter.ParameterType, names);
        }

        var isReadOnly = parameter.IsDefined(typeof(IsReadOnlyAttribute))
            || parameter.GetRequiredCustomModifiers().Contains(typeof(InAttribute));
        var word = parameter switch
        {
            { Position: < 0 } => isReadOnly ? "ref readonly" : "ref",
            { IsOut: true, IsIn: false } => "out",
            _ when parameter.IsDefined(typeof(RequiresLocationAttribute)) => "ref readonly",
            _ => isReadOnly ? "in" : "ref",
        };
        return $"{word} {Of(parameter.ParameterType.GetElementType()!, names)}";
    }

    /// <summary>The generic parameters that the type itself declares, not those of its outer types.</summary>
    public static Type[] OwnArguments(Type type) => type.GetGenericArguments()[(type.DeclaringType?.GetGenericArguments().Length ?? 0)..];

    /// <summary>The name without namespace and outer types.</summary>
    public static string SimpleOf(Type type)
    {
        var own = OwnArguments(type);
        return type.Name.Split('`')[0] + (own.Length > 0 ? $"<{string.Join(", ", own.Select(argument => Variance(argument) + argument.Name))}>" : "");
    }

    private static string Variance(Type argument) =>
        (argument.GenericParameterAttributes & GenericParameterAttributes.VarianceMask) switch
        {
            GenericParameterAttributes.Covariant => "out ",
            GenericParameterAttributes.Contravariant => "in ",
            _ => "",
        };

    private static Queue<string?> ElementNames(TupleElementNamesAttribute? attribute) => new(attribute?.TransformNames ?? []);

    private static string Of(Type type, Queue<string?> names)
    {
        if (type.IsArray)
        {
            var ranks = new StringBuilder();
            var element = type;
            for (; element.IsArray; element = element.GetElementType()!)
            {
                ranks.Append('[').Append(',', element.GetArrayRank() - 1).Append(']');
            }

            return Of(element, names) + ranks;
        }

        if (type.IsPointer)
        {
            return Of(type.GetElementType()!, names) + "*";
        }

        if (type.IsByRef)
        {
            return "ref " + Of(type.GetElementType()!, names);
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (s_keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Of(value, names) + "?";
        }

        return IsTuple(type) ? OfTuple(type, names) : OfNamed(type, names);
    }

    private static bool IsTuple(Type type) =>
        type is { IsGenericType: true, IsGenericTypeDefinition: false }
        && type.GetGenericArguments().Length >= 2
        && type.GetGenericTypeDefinition().FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal);

    /// <summary>
    /// Element names lie flat: those of this tuple first, then those of the tuples within it; a tuple of more than seven
    /// elements goes on in its last argument.
    /// </summary>
    private static string OfTuple(Type type, Queue<string?> names)
    {
        var elements = new List<Type>();
        var arguments = type.GetGenericArguments();
        var rest = 0;
        while (arguments.Length == 8)
        {
            elements.AddRange(arguments[..7]);
            arguments = arguments[7].GetGenericArguments();
            rest += arguments.Length;
        }

        elements.AddRange(arguments);
        var own = elements.Select(_ => names.TryDequeue(out var name) ? name : null).ToList();
        for (var i = 0; i < rest; i++)
        {
            names.TryDequeue(out _);
        }

        var parts = elements.Zip(own, (element, name) => Of(element, names) + (name is null ? "" : $" {name}"));
        return $"({string.Join(", ", parts)})";
    }

    private static string OfNamed(Type type, Queue<string?> names)
    {
        var chain = new Stack<Type>();
        for (var at = type.IsGenericType ? type.GetGenericTypeDefinition() : type; at is not null; at = at.DeclaringType)
        {
            chain.Push(at);
        }

        // Generic arguments belong to the outermost type that declares them.
        var arguments = type.GetGenericArguments();
        var used = 0;
        var parts = chain.Select(link =>
        {
            var total = link.IsGenericTypeDefinition ? link.GetGenericArguments().Length : used;
            var own = arguments[used..total].Select(argument => Of(argument, names)).ToList();
            used = total;
            return link.Name.Split('`')[0] + (own.Count > 0 ? $"<{string.Join(", ", own)}>" : "");
        });
        var name = string.Join('.', parts);
        return string.IsNullOrEmpty(type.Namespace) ? name : $"{type.Namespace}.{name}";
    }
}
