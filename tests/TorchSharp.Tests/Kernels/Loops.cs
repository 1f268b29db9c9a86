using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace TorchSharp.Tests.Kernels;

/// <summary>Finds methods with loops by their code: a jump to an earlier instruction.</summary>
internal static class Loops
{
    private static readonly Dictionary<short, OpCode> s_opCodes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    public static bool In(MethodBase method) => method.GetMethodBody()?.GetILAsByteArray() is { } code && HasJumpBack(code);

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
