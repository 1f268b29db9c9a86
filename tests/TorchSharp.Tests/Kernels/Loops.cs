using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using TorchSharp.Kernels;

namespace TorchSharp.Tests.Kernels;

/// <summary>Finds methods with loops by their code, a jump to an earlier instruction, and says which of them are compiled as a kernel's should be.</summary>
internal static class Loops
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> s_opCodes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    /// <summary>The methods of a kernel type's namespace that have loops.</summary>
    /// <param name="kernel">A type of that namespace.</param>
    /// <param name="counts">Which of its types' methods count.</param>
    public static IReadOnlyList<MethodBase> Beside(Type kernel, Func<Type, MethodBase, bool> counts) =>
    [
        .. from type in kernel.Assembly.GetTypes()
           where type.Namespace == kernel.Namespace
           from method in type.GetMethods(Declared)
           where counts(type, method) && In(method)
           select method,
    ];

    /// <summary>The names of those that are neither compiled optimised and by themselves (<see cref="Simd.Hot"/>) nor inlined.</summary>
    public static string[] OutsideConvention(IEnumerable<MethodBase> loops) =>
        [.. loops.Where(method => !Holds(method)).Select(method => $"{method.DeclaringType!.Name}.{method.Name}")];

    public static bool In(MethodBase method) => method.GetMethodBody()?.GetILAsByteArray() is { } code && HasJumpBack(code);

    private static bool Holds(MethodBase method)
    {
        var flags = method.MethodImplementationFlags;
        return flags.HasFlag((MethodImplAttributes)Simd.Hot) || flags.HasFlag((MethodImplAttributes)MethodImplOptions.AggressiveInlining);
    }

    private static bool HasJumpBack(ReadOnlySpan<byte> code)
    {
        while (!code.IsEmpty)
        {
            int length = code[0] == OpCodes.Prefix1.Value ? 2 : 1;
            var instruction = s_opCodes[length == 1 ? code[0] : BinaryPrimitives.ReadInt16BigEndian(code)];
            var operand = code[length..];
            switch (instruction.OperandType)
            {
                case OperandType.ShortInlineBrTarget when (sbyte)operand[0] < 0:
                case OperandType.InlineBrTarget when BinaryPrimitives.ReadInt32LittleEndian(operand) < 0:
                    return true;
            }

            code = operand[OperandLength(instruction.OperandType, operand)..];
        }

        return false;
    }

    private static int OperandLength(OperandType type, ReadOnlySpan<byte> operand) => type switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BinaryPrimitives.ReadInt32LittleEndian(operand)),
        _ => 4,
    };
}
