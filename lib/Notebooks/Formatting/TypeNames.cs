namespace Notebooks.Formatting;

/// <summary>Type names as C# writes them.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(decimal)] = "decimal",
        [typeof(double)] = "double",
        [typeof(float)] = "float",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(object)] = "object",
        [typeof(short)] = "short",
        [typeof(string)] = "string",
    };

    public static string Readable(Type? type)
    {
        if (type is null)
            return "null";
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (type.IsArray)
            return $"{Readable(type.GetElementType())}[{new string(',', type.GetArrayRank() - 1)}]";
        if (IsAnonymous(type))
            return "(anonymous)";
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return $"{Readable(underlying)}?";
        var name = type.Name.Split('`')[0];
        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Readable))}>" : name;
    }

    public static bool IsAnonymous(Type type) => type.IsGenericType && type.Name.StartsWith("<>f__AnonymousType", StringComparison.Ordinal);
}
