using System.Reflection;
using TorchSharp.Engine;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Autograd.Gradients;

/// <summary>Every method of the engine that computes gradients, found by its signature, and those that a graph would call.</summary>
internal static class BackwardFunctions
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>All of them. A function of one element counts by its type, since its backward is a member of the operation.</summary>
    public static IReadOnlySet<string> All { get; } = Find();

    public static IEnumerable<Type> UnaryOperations =>
        typeof(IUnaryOp).Assembly.GetTypes().Where(type => type.IsValueType && type.IsAssignableTo(typeof(IUnaryOp)));

    /// <summary>Those that backward from <paramref name="result"/> would run.</summary>
    public static void AddThoseBehind(Tensor result, ISet<string> found)
    {
        var seen = new HashSet<Node>();
        var waiting = new Stack<Node?>([result.Meta?.History.Node]);
        while (waiting.TryPop(out var node))
        {
            if (node is null || !seen.Add(node)) continue;
            found.Add(node is RecordedNode recorded ? NameOf(recorded.Function.Method) : node.GetType().Name);
            foreach (var input in node.Inputs) waiting.Push(input.Node);
        }
    }

    private static HashSet<string> Find()
    {
        var types = typeof(Node).Assembly.GetTypes();
        var functions = types.SelectMany(type => type.GetMethods(Declared)).Where(IsBackward).Select(NameOf);
        var nodes = types.Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(Node)) && !type.IsAssignableTo(typeof(RecordedNode)));

        return [.. functions, .. UnaryOperations.Select(type => type.Name), .. nodes.Select(type => type.Name)];
    }

    private static bool IsBackward(MethodInfo method) => method.ReturnType == typeof(Tensor[])
        && method.GetParameters() is [var context, var gradient]
        && context.ParameterType == typeof(BackwardContext)
        && (gradient.ParameterType == typeof(Tensor) || gradient.ParameterType == typeof(Tensor[]))
        && !method.DeclaringType!.IsAssignableTo(typeof(Delegate))
        && !IsOfOneElement(method.DeclaringType!);

    private static bool IsOfOneElement(Type type) =>
        type.IsGenericTypeDefinition && type.GetGenericArguments() is [var operation] && operation.GetGenericParameterConstraints().Contains(typeof(IUnaryOp));

    /// <summary>"UnaryOps.Record#60001a2": the method in whose body the function stands, and what tells it from others there.</summary>
    private static string NameOf(MethodInfo method)
    {
        var type = method.DeclaringType!;
        if (type.IsGenericType && type.GetGenericArguments() is [var operation] && operation.IsAssignableTo(typeof(IUnaryOp)) && operation.IsValueType) return operation.Name;
        var outer = type.IsNested && type.Name.StartsWith('<') ? type.DeclaringType! : type;
        var name = method.Name.StartsWith('<') ? method.Name[1..method.Name.IndexOf('>')] : method.Name;
        return $"{outer.Name}.{name}#{method.MetadataToken:x}";
    }
}
