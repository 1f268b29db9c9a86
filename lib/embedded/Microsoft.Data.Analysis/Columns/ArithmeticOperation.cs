namespace Microsoft.Data.Analysis;

/// <summary>What is calculated of two values.</summary>
internal enum ArithmeticOperation
{
    Add,
    Subtract,
    Multiply,
    Divide,
}
