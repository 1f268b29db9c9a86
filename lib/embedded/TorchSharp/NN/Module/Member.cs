using System.Diagnostics.CodeAnalysis;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The fields behind a module's parameters and buffers.</summary>
internal static class Member
{
    /// <summary>Replaces what a field holds: the new tensor leaves its dispose scope, the old one is disposed.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static T? Set<T>(ref T? field, T? value)
        where T : Tensor
    {
        if (ReferenceEquals(field, value)) return value;
        field?.Dispose();
        value?.DetachFromDisposeScope();
        return field = value;
    }
}
