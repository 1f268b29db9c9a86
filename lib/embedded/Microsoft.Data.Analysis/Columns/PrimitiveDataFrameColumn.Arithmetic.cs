using System.Globalization;

namespace Microsoft.Data.Analysis;

/// <content>Arithmetic.</content>
public partial class PrimitiveDataFrameColumn<T>
{
    public override DataFrameColumn Add(DataFrameColumn column, bool inPlace = false) => Combine(ArithmeticOperation.Add, column, inPlace);

    public override DataFrameColumn Add<U>(U value, bool inPlace = false) => Combine(ArithmeticOperation.Add, value, inPlace);

    public override DataFrameColumn ReverseAdd<U>(U value, bool inPlace = false) => Combine(ArithmeticOperation.Add, value, inPlace, isReverse: true);

    public override DataFrameColumn Subtract(DataFrameColumn column, bool inPlace = false) => Combine(ArithmeticOperation.Subtract, column, inPlace);

    public override DataFrameColumn Subtract<U>(U value, bool inPlace = false) => Combine(ArithmeticOperation.Subtract, value, inPlace);

    public override DataFrameColumn ReverseSubtract<U>(U value, bool inPlace = false) => Combine(ArithmeticOperation.Subtract, value, inPlace, isReverse: true);

    public override DataFrameColumn Multiply(DataFrameColumn column, bool inPlace = false) => Combine(ArithmeticOperation.Multiply, column, inPlace);

    public override DataFrameColumn Multiply<U>(U value, bool inPlace = false) => Combine(ArithmeticOperation.Multiply, value, inPlace);

    public override DataFrameColumn ReverseMultiply<U>(U value, bool inPlace = false) => Combine(ArithmeticOperation.Multiply, value, inPlace, isReverse: true);

    public override DataFrameColumn Divide(DataFrameColumn column, bool inPlace = false) => Combine(ArithmeticOperation.Divide, column, inPlace);

    public override DataFrameColumn Divide<U>(U value, bool inPlace = false) => Combine(ArithmeticOperation.Divide, value, inPlace);

    public override DataFrameColumn ReverseDivide<U>(U value, bool inPlace = false) => Combine(ArithmeticOperation.Divide, value, inPlace, isReverse: true);

    private DataFrameColumn Combine(ArithmeticOperation operation, DataFrameColumn column, bool inPlace)
    {
        ArgumentNullException.ThrowIfNull(column);
        if (column.Length != Length)
        {
            throw new ArgumentException($"The column '{Name}' has {Length} values and '{column.Name}' {column.Length}: only columns of equal length can be combined.", nameof(column));
        }

        if (column is PrimitiveDataFrameColumn<T> same && IsNumericColumn())
        {
            return Calculate(operation, row => same[row], inPlace, isReverse: false);
        }

        RequireNumbers(operation, column.IsNumericColumn(), column.DataType, inPlace);
        return DataType == typeof(decimal) || column.DataType == typeof(decimal)
            ? ConvertTo<decimal>(this).Combine(operation, ConvertTo<decimal>(column), inPlace: false)
            : ConvertTo<double>(this).Combine(operation, ConvertTo<double>(column), inPlace: false);
    }

    private DataFrameColumn Combine<U>(ArithmeticOperation operation, U value, bool inPlace, bool isReverse = false)
    {
        if (value is DataFrameColumn column)
        {
            return Combine(operation, column, inPlace);
        }

        if (value is T same && IsNumericColumn())
        {
            return Calculate(operation, _ => same, inPlace, isReverse);
        }

        RequireNumbers(operation, value is byte or sbyte or short or ushort or int or uint or long or ulong or float or double or decimal, typeof(U), inPlace);
        return DataType == typeof(decimal) || value is decimal
            ? ConvertTo<decimal>(this).Combine(operation, Convert.ToDecimal(value, CultureInfo.InvariantCulture), inPlace: false, isReverse)
            : ConvertTo<double>(this).Combine(operation, Convert.ToDouble(value, CultureInfo.InvariantCulture), inPlace: false, isReverse);
    }

    private PrimitiveDataFrameColumn<T> Calculate(ArithmeticOperation operation, Func<long, T?> operand, bool inPlace, bool isReverse)
    {
        var result = inPlace ? this : Clone();
        foreach (var row in RowNumbers.From(0, Length))
        {
            result[row] = (this[row], operand(row)) is ({ } own, { } other)
                ? isReverse ? ColumnArithmetic<T>.Calculate(operation, other, own) : ColumnArithmetic<T>.Calculate(operation, own, other)
                : null;
        }

        return result;
    }

    private void RequireNumbers(ArithmeticOperation operation, bool isOtherNumeric, Type otherType, bool inPlace)
    {
        if (!IsNumericColumn() || !isOtherNumeric)
        {
            throw new NotSupportedException($"{operation}: the column '{Name}' holds {DataType.Name}, the other side {otherType.Name}; both must be numbers. If the real package can do it, run `./course use nuget`.");
        }

        if (inPlace)
        {
            throw new ArgumentException($"The column '{Name}' holds {DataType.Name} and cannot take the result of a calculation with {otherType.Name}: leave inPlace out.", nameof(inPlace));
        }
    }

    private static PrimitiveDataFrameColumn<TResult> ConvertTo<TResult>(DataFrameColumn column)
        where TResult : unmanaged =>
        column as PrimitiveDataFrameColumn<TResult>
        ?? new(column.Name, RowNumbers.From(0, column.Length).Select(row => column[row] is { } value ? (TResult?)Convert.ChangeType(value, typeof(TResult), CultureInfo.InvariantCulture) : null));
}
