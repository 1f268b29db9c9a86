namespace Microsoft.Data.Analysis;

/// <content>
/// Arithmetic of columns with columns and with single values. Where both are of one type, so is the result; otherwise it is of double,
/// or of decimal if one of them is. A null on either side gives a null.
/// </content>
public abstract partial class DataFrameColumn
{
    public static DataFrameColumn operator +(DataFrameColumn left, DataFrameColumn right) => Of(left).Add(right);

    public static DataFrameColumn operator +(DataFrameColumn column, int value) => Of(column).Add(value);

    public static DataFrameColumn operator +(DataFrameColumn column, long value) => Of(column).Add(value);

    public static DataFrameColumn operator +(DataFrameColumn column, float value) => Of(column).Add(value);

    public static DataFrameColumn operator +(DataFrameColumn column, double value) => Of(column).Add(value);

    public static DataFrameColumn operator +(int value, DataFrameColumn column) => Of(column).ReverseAdd(value);

    public static DataFrameColumn operator +(long value, DataFrameColumn column) => Of(column).ReverseAdd(value);

    public static DataFrameColumn operator +(float value, DataFrameColumn column) => Of(column).ReverseAdd(value);

    public static DataFrameColumn operator +(double value, DataFrameColumn column) => Of(column).ReverseAdd(value);

    public static DataFrameColumn operator -(DataFrameColumn left, DataFrameColumn right) => Of(left).Subtract(right);

    public static DataFrameColumn operator -(DataFrameColumn column, int value) => Of(column).Subtract(value);

    public static DataFrameColumn operator -(DataFrameColumn column, long value) => Of(column).Subtract(value);

    public static DataFrameColumn operator -(DataFrameColumn column, float value) => Of(column).Subtract(value);

    public static DataFrameColumn operator -(DataFrameColumn column, double value) => Of(column).Subtract(value);

    public static DataFrameColumn operator -(int value, DataFrameColumn column) => Of(column).ReverseSubtract(value);

    public static DataFrameColumn operator -(long value, DataFrameColumn column) => Of(column).ReverseSubtract(value);

    public static DataFrameColumn operator -(float value, DataFrameColumn column) => Of(column).ReverseSubtract(value);

    public static DataFrameColumn operator -(double value, DataFrameColumn column) => Of(column).ReverseSubtract(value);

    public static DataFrameColumn operator *(DataFrameColumn left, DataFrameColumn right) => Of(left).Multiply(right);

    public static DataFrameColumn operator *(DataFrameColumn column, int value) => Of(column).Multiply(value);

    public static DataFrameColumn operator *(DataFrameColumn column, long value) => Of(column).Multiply(value);

    public static DataFrameColumn operator *(DataFrameColumn column, float value) => Of(column).Multiply(value);

    public static DataFrameColumn operator *(DataFrameColumn column, double value) => Of(column).Multiply(value);

    public static DataFrameColumn operator *(int value, DataFrameColumn column) => Of(column).ReverseMultiply(value);

    public static DataFrameColumn operator *(long value, DataFrameColumn column) => Of(column).ReverseMultiply(value);

    public static DataFrameColumn operator *(float value, DataFrameColumn column) => Of(column).ReverseMultiply(value);

    public static DataFrameColumn operator *(double value, DataFrameColumn column) => Of(column).ReverseMultiply(value);

    public static DataFrameColumn operator /(DataFrameColumn left, DataFrameColumn right) => Of(left).Divide(right);

    public static DataFrameColumn operator /(DataFrameColumn column, int value) => Of(column).Divide(value);

    public static DataFrameColumn operator /(DataFrameColumn column, long value) => Of(column).Divide(value);

    public static DataFrameColumn operator /(DataFrameColumn column, float value) => Of(column).Divide(value);

    public static DataFrameColumn operator /(DataFrameColumn column, double value) => Of(column).Divide(value);

    public static DataFrameColumn operator /(int value, DataFrameColumn column) => Of(column).ReverseDivide(value);

    public static DataFrameColumn operator /(long value, DataFrameColumn column) => Of(column).ReverseDivide(value);

    public static DataFrameColumn operator /(float value, DataFrameColumn column) => Of(column).ReverseDivide(value);

    public static DataFrameColumn operator /(double value, DataFrameColumn column) => Of(column).ReverseDivide(value);

    public virtual DataFrameColumn Add(DataFrameColumn column, bool inPlace = false) => throw NotForThisType(nameof(Add));

    public virtual DataFrameColumn Add<T>(T value, bool inPlace = false) => throw NotForThisType(nameof(Add));

    public virtual DataFrameColumn ReverseAdd<T>(T value, bool inPlace = false) => throw NotForThisType(nameof(ReverseAdd));

    public virtual DataFrameColumn Subtract(DataFrameColumn column, bool inPlace = false) => throw NotForThisType(nameof(Subtract));

    public virtual DataFrameColumn Subtract<T>(T value, bool inPlace = false) => throw NotForThisType(nameof(Subtract));

    public virtual DataFrameColumn ReverseSubtract<T>(T value, bool inPlace = false) => throw NotForThisType(nameof(ReverseSubtract));

    public virtual DataFrameColumn Multiply(DataFrameColumn column, bool inPlace = false) => throw NotForThisType(nameof(Multiply));

    public virtual DataFrameColumn Multiply<T>(T value, bool inPlace = false) => throw NotForThisType(nameof(Multiply));

    public virtual DataFrameColumn ReverseMultiply<T>(T value, bool inPlace = false) => throw NotForThisType(nameof(ReverseMultiply));

    public virtual DataFrameColumn Divide(DataFrameColumn column, bool inPlace = false) => throw NotForThisType(nameof(Divide));

    public virtual DataFrameColumn Divide<T>(T value, bool inPlace = false) => throw NotForThisType(nameof(Divide));

    public virtual DataFrameColumn ReverseDivide<T>(T value, bool inPlace = false) => throw NotForThisType(nameof(ReverseDivide));

    private static DataFrameColumn Of(DataFrameColumn column) => column ?? throw new ArgumentNullException(nameof(column));
}
