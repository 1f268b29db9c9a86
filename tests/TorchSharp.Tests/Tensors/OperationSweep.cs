using System.Reflection;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Tensors;

/// <summary>Every public operation on tensors, found by reflection, and arguments for it.</summary>
internal static class OperationSweep
{
    private static readonly Type[] Classes = [typeof(torch), typeof(special), typeof(linalg), typeof(nn.functional)];

    /// <summary>What is called with a tensor but is no operation on its elements: lifetimes, devices, questions about the tensor itself.</summary>
    private static readonly string[] NoOperations =
    [
        "save", "load", "Save", "Load", "Dispose", "DisposeDetached", "Equals", "ToString", "GetHashCode", "GetType", "manual_seed", "MoveToOuterDisposeScope", "DetachFromDisposeScope",
        "MoveToOtherDisposeScope", "AttachToDisposeScope", "DecoupleFromNativeHandle", "cuda", "mps", "register_hook", "backward",
    ];

    public static IEnumerable<MethodInfo> Operations
        => from method in Classes.SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
               .Concat(typeof(Tensor).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
           where !NoOperations.Contains(method.Name) && (!method.IsStatic || method.GetParameters().Any(TakesTensors))
           where !method.ReturnType.IsByRefLike && !method.ReturnType.IsByRef
           where method.GetParameters().All(parameter => CanFill(parameter.ParameterType) || parameter.HasDefaultValue)
           select method.IsGenericMethodDefinition ? Closed(method) : method;

    public static string Describe(MethodInfo method)
        => $"{method.DeclaringType!.Name}.{method.Name}({string.Join(", ", method.GetParameters().Select(parameter => parameter.ParameterType.Name))})";

    /// <summary>Calls the operation: the first tensor it takes is <paramref name="first"/>, all others are <paramref name="other"/>.</summary>
    /// <returns>What it threw, or null.</returns>
    public static Exception? Call(MethodInfo method, Tensor first, Tensor other)
    {
        bool isFirst = true;
        Tensor Next()
        {
            var next = isFirst ? first : other;
            isFirst = false;
            return next;
        }

        object? self = method.IsStatic ? null : Next();
        object?[] arguments = [.. method.GetParameters().Select(parameter => Fill(parameter, Next))];
        try
        {
            method.Invoke(self, arguments);
            return null;
        }
        catch (TargetInvocationException exception)
        {
            return exception.InnerException;
        }
    }

    private static bool TakesTensors(ParameterInfo parameter)
        => parameter.ParameterType == typeof(Tensor) || parameter.ParameterType == typeof(Tensor[]) || parameter.ParameterType == typeof(IEnumerable<Tensor>)
           || parameter.ParameterType == typeof(IList<Tensor>);

    private static MethodInfo Closed(MethodInfo method)
        => method.MakeGenericMethod([.. method.GetGenericArguments().Select(_ => typeof(float))]);

    private static bool CanFill(Type type) => !type.IsByRef && !type.IsByRefLike && !type.IsPointer && Value(type, () => null!) is not null;

    /// <summary>The default where there is one, except for an optional tensor in first place, which is the operation's own.</summary>
    private static object? Fill(ParameterInfo parameter, Func<Tensor> next)
        => parameter.HasDefaultValue && parameter.Position + (parameter.Member is MethodInfo { IsStatic: true } ? 0 : 1) > 0 ? Default(parameter) : Value(parameter.ParameterType, next);

    /// <summary>Reflection gives null for the default of a structure.</summary>
    private static object? Default(ParameterInfo parameter)
        => parameter.DefaultValue ?? (parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null);

    private static object? Value(Type type, Func<Tensor> next) => type switch
    {
        _ when type == typeof(Tensor) => next() ?? (object)0,
        _ when type == typeof(Tensor[]) => new[] { next(), next() },
        _ when type == typeof(IEnumerable<Tensor>) || type == typeof(IList<Tensor>) => new List<Tensor> { next(), next() },
        _ when type == typeof(Scalar) => (Scalar)1,
        _ when type == typeof(long) => 1L,
        _ when type == typeof(int) => 1,
        _ when type == typeof(double) => 0.5,
        _ when type == typeof(float) => 0.5f,
        _ when type == typeof(bool) => false,
        _ when type == typeof(long[]) => new long[] { 1 },
        _ when type == typeof(string) => "sum",
        _ when type == typeof(TensorIndex[]) => new[] { TensorIndex.Single(1) },
        _ when type == typeof(ScalarType) => ScalarType.Float32,
        _ when type.IsEnum => Enum.GetValues(type).GetValue(0),
        _ when Nullable.GetUnderlyingType(type) is { } underlying => Value(underlying, next),
        _ when type.IsValueType && type.IsGenericType && type.Name.StartsWith("ValueTuple", StringComparison.Ordinal) => Activator.CreateInstance(type),
        _ => null,
    };
}
