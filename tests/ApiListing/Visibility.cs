using System.Reflection;

namespace ApiListings;

/// <summary>What can be seen from outside an assembly: public, and protected on types that can be derived from.</summary>
internal static class Visibility
{
    public static bool IsVisible(Type type)
    {
        if (type.Name.Contains('<'))
        {
            return false;
        }

        if (type.DeclaringType is not { } outer)
        {
            return type.IsPublic;
        }

        var seen = type.IsNestedPublic || ((type.IsNestedFamily || type.IsNestedFamORAssem) && IsOpen(outer));
        return seen && IsVisible(outer);
    }

    public static bool IsVisible(MethodBase? method) =>
        method is not null && (method.IsPublic || ((method.IsFamily || method.IsFamilyOrAssembly) && IsOpen(method.DeclaringType!)));

    public static bool IsVisible(FieldInfo field) =>
        field.IsPublic || ((field.IsFamily || field.IsFamilyOrAssembly) && IsOpen(field.DeclaringType!));

    public static bool IsVisible(PropertyInfo property) =>
        IsVisible(property.GetGetMethod(nonPublic: true)) || IsVisible(property.GetSetMethod(nonPublic: true));

    public static string AccessOf(MethodBase method) => method.IsPublic ? "public" : "protected";

    private static bool IsOpen(Type type) => !type.IsSealed && !type.IsValueType;
}
