using System.Reflection;
using TorchSharp.Utils;

namespace TorchSharp;

/// <summary>Names of module fields.</summary>
public static class FieldInfoExtensionMethods
{
    /// <summary>The name under which <paramref name="field"/> is registered: its <see cref="ComponentNameAttribute"/>, else its own name.</summary>
    public static string ComponentName(this FieldInfo field)
        => field.GetCustomAttribute<ComponentNameAttribute>()?.Name ?? field.Name;
}
