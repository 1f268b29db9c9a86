using System.Numerics;

namespace Microsoft.Data.Analysis;

/// <summary>
/// The operations of a column's type. The type is a parameter without the constraint to numbers (a column may hold booleans),
/// so each operation is found once, when the first column of a type is made. Results wrap around in the type, as in the
/// real package.
/// </summary>
internal static class ColumnArithmetic<T>
    where T : unmanaged
{
    private static readonly NumberOperations s_operations = Find();

    public static T Add(T left, T right) => s_operations.Add(left, right);

    public static T Multiply(T left, T right) => s_operations.Multiply(left, right);

    /// <summary>Division by zero throws for integers and gives an infinity or NaN for floating-point numbers.</summary>
    public static T Calculate(ArithmeticOperation operation, T left, T right) => operation switch
    {
        ArithmeticOperation.Add => s_operations.Add(left, right),
        ArithmeticOperation.Subtract => s_operations.Subtract(left, right),
        ArithmeticOperation.Multiply => s_operations.Multiply(left, right),
        _ => s_operations.Divide(left, right),
    };

    public static T Max(T left, T right) => s_operations.Max(left, right);

    public static T Min(T left, T right) => s_operations.Min(left, right);

    private static NumberOperations Find() => typeof(T).GetInterfaces().Any(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(INumber<>))
        ? (NumberOperations)Activator.CreateInstance(typeof(Numbers<>).MakeGenericType(typeof(T), typeof(T)))!
        : new NoNumbers();

    private abstract class NumberOperations
    {
        public abstract T Add(T left, T right);

        public abstract T Subtract(T left, T right);

        public abstract T Multiply(T left, T right);

        public abstract T Divide(T left, T right);

        public virtual T Max(T left, T right) => Comparer<T>.Default.Compare(left, right) >= 0 ? left : right;

        public virtual T Min(T left, T right) => Comparer<T>.Default.Compare(left, right) <= 0 ? left : right;
    }

    private sealed class Numbers<TNumber> : NumberOperations
        where TNumber : unmanaged, INumber<TNumber>
    {
        public override T Add(T left, T right) => (T)(object)unchecked((TNumber)(object)left + (TNumber)(object)right);

        public override T Multiply(T left, T right) => (T)(object)unchecked((TNumber)(object)left * (TNumber)(object)right);

        public override T Subtract(T left, T right) => (T)(object)unchecked((TNumber)(object)left - (TNumber)(object)right);

        public override T Divide(T left, T right) => (T)(object)((TNumber)(object)left / (TNumber)(object)right);

        // A NaN among the values makes the result NaN, as Math.Max and Math.Min have it.
        public override T Max(T left, T right) => (T)(object)TNumber.Max((TNumber)(object)left, (TNumber)(object)right);

        public override T Min(T left, T right) => (T)(object)TNumber.Min((TNumber)(object)left, (TNumber)(object)right);
    }

    private sealed class NoNumbers : NumberOperations
    {
        public override T Add(T left, T right) => throw NotNumbers("sum");

        public override T Multiply(T left, T right) => throw NotNumbers("product");

        public override T Subtract(T left, T right) => throw NotNumbers("difference");

        public override T Divide(T left, T right) => throw NotNumbers("quotient");

        private static NotSupportedException NotNumbers(string what) => new($"A column of {typeof(T).Name} has no {what}.");
    }
}
