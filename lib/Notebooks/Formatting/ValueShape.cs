using System.Collections;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Notebooks.Formatting;

/// <summary>The kinds of value that are shown in different ways.</summary>
internal enum ValueShape
{
    /// <summary>One value: null, a text, a number, a date.</summary>
    Single,

    /// <summary>Something whose own <c>ToString()</c> says it best.</summary>
    Textual,

    /// <summary>A few values in a row: a tuple.</summary>
    Tuple,

    /// <summary>Keys with values.</summary>
    Dictionary,

    /// <summary>Single values, one after the other.</summary>
    SingleSequence,

    /// <summary>Any values, one after the other.</summary>
    Sequence,

    /// <summary>A thing with members.</summary>
    Object,
}

/// <summary>Tells the shapes apart and takes values to pieces.</summary>
internal static class ValueShapes
{
    /// <summary>How many items of a sequence are shown.</summary>
    public const int MostItems = 20;

    /// <summary>How deep values inside values are shown.</summary>
    public const int MostDepth = 6;

    /// <summary>How many values are shown in all: objects that hold each other would fill pages before they reach the depth.</summary>
    public const int MostValues = 200;

    public static ValueShape Of(object? value)
    {
        switch (value)
        {
            case null or string or Enum or Guid or DateTime or DateTimeOffset or DateOnly or TimeOnly or TimeSpan or Complex or BigInteger or Half:
                return ValueShape.Single;
            case ITuple:
                return ValueShape.Tuple;
            case IDictionary:
                return ValueShape.Dictionary;
            case Exception or Type or MemberInfo or Delegate or Task:
                return ValueShape.Textual;
        }

        var type = value.GetType();
        if (type.IsPrimitive || value is decimal)
            return ValueShape.Single;
        if (value is IEnumerable)
            return IsKeyed(type) ? ValueShape.Dictionary : IsOfSingles(type) ? ValueShape.SingleSequence : ValueShape.Sequence;
        return SaysItself(type) || Members(type).Count == 0 ? ValueShape.Textual : ValueShape.Object;
    }

    /// <summary>The public properties and fields of a type, in the order of their declaration, base types first.</summary>
    public static IReadOnlyList<(string Name, Func<object, object?> Get)> Members(Type type) =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanRead && property.GetIndexParameters().Length == 0 && IsReadable(property.PropertyType))
            .OrderBy(Depth)
            .Select(property => (property.Name, (Func<object, object?>)(value => Read(() => property.GetValue(value))))),
        .. type.GetFields(BindingFlags.Public | BindingFlags.Instance)
            .Where(field => IsReadable(field.FieldType))
            .Select(field => (field.Name, (Func<object, object?>)field.GetValue)),
    ];

    /// <summary>The first items of a sequence and how many more there are: 0 for none, null for some number.</summary>
    public static (List<object?> Items, int? More) Take(IEnumerable sequence)
    {
        var items = new List<object?>();
        foreach (var item in sequence)
        {
            if (items.Count == MostItems)
                return (items, sequence is ICollection collection ? collection.Count - MostItems : null);
            items.Add(item);
        }

        return (items, 0);
    }

    /// <summary>The key and the value of a dictionary's item.</summary>
    public static (object? Key, object? Value) Pair(object item)
    {
        if (item is DictionaryEntry entry)
            return (entry.Key, entry.Value);
        var type = item.GetType();
        return (type.GetProperty("Key")!.GetValue(item), type.GetProperty("Value")!.GetValue(item));
    }

    // A getter that throws is shown as its message; it must not hide the other members.
    private static object? Read(Func<object?> get)
    {
        try
        {
            return get();
        }
        catch (TargetInvocationException error)
        {
            return error.InnerException;
        }
    }

    private static int Depth(MemberInfo member)
    {
        var depth = 0;
        for (var type = member.DeclaringType; type is not null; type = type.BaseType)
            depth++;
        return depth;
    }

    private static bool IsReadable(Type type) => !type.IsByRefLike && !type.IsPointer && !type.IsByRef;

    private static bool IsKeyed(Type type) => ItemType(type) is { IsGenericType: true } item && item.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);

    private static bool IsOfSingles(Type type) =>
        type.IsArray && type.GetArrayRank() > 1 ? false
        : ItemType(type) is { } item
            && (item.IsPrimitive || item.IsEnum || item == typeof(string) || item == typeof(decimal) || Nullable.GetUnderlyingType(item) is { IsPrimitive: true });

    private static Type? ItemType(Type type) =>
        type.GetInterfaces().Append(type)
            .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];

    /// <summary>
    /// Whether somebody wrote a <c>ToString()</c> for the type. Those of object and struct do not count, nor the one that the compiler
    /// writes for a record.
    /// </summary>
    public static bool SaysItself(Type type) =>
        !TypeNames.IsAnonymous(type)
        && type.GetMethod("ToString", []) is { } method
        && method.DeclaringType != typeof(object) && method.DeclaringType != typeof(ValueType)
        && method.GetCustomAttribute<CompilerGeneratedAttribute>() is null;
}
