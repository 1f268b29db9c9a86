using TorchSharp.Engine;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public static Tensor operator +(Tensor left, Tensor right) => ArithmeticOps.Add(left, right);

        public static Tensor operator +(Tensor left, Scalar right) => ArithmeticOps.Add(left, right.Number);

        public static Tensor operator +(Tensor left, int right) => ArithmeticOps.Add(left, right);

        public static Tensor operator +(Tensor left, long right) => ArithmeticOps.Add(left, right);

        public static Tensor operator +(Tensor left, float right) => ArithmeticOps.Add(left, right);

        public static Tensor operator +(Tensor left, double right) => ArithmeticOps.Add(left, right);

        public static Tensor operator +(Scalar left, Tensor right) => ArithmeticOps.Add(right, left.Number);

        public static Tensor operator +(int left, Tensor right) => ArithmeticOps.Add(right, left);

        public static Tensor operator +(long left, Tensor right) => ArithmeticOps.Add(right, left);

        public static Tensor operator +(float left, Tensor right) => ArithmeticOps.Add(right, left);

        public static Tensor operator +(double left, Tensor right) => ArithmeticOps.Add(right, left);

        public static Tensor operator -(Tensor left, Tensor right) => ArithmeticOps.Sub(left, right);

        public static Tensor operator -(Tensor left, Scalar right) => ArithmeticOps.Sub(left, right.Number);

        public static Tensor operator -(Tensor left, int right) => ArithmeticOps.Sub(left, right);

        public static Tensor operator -(Tensor left, long right) => ArithmeticOps.Sub(left, right);

        public static Tensor operator -(Tensor left, float right) => ArithmeticOps.Sub(left, right);

        public static Tensor operator -(Tensor left, double right) => ArithmeticOps.Sub(left, right);

        public static Tensor operator -(Scalar left, Tensor right) => ArithmeticOps.Sub(left.Number, right);

        public static Tensor operator -(int left, Tensor right) => ArithmeticOps.Sub(left, right);

        public static Tensor operator -(long left, Tensor right) => ArithmeticOps.Sub(left, right);

        public static Tensor operator -(float left, Tensor right) => ArithmeticOps.Sub(left, right);

        public static Tensor operator -(double left, Tensor right) => ArithmeticOps.Sub(left, right);

        public static Tensor operator *(Tensor left, Tensor right) => ArithmeticOps.Mul(left, right);

        public static Tensor operator *(Tensor left, Scalar right) => ArithmeticOps.Mul(left, right.Number);

        public static Tensor operator *(Tensor left, int right) => ArithmeticOps.Mul(left, right);

        public static Tensor operator *(Tensor left, long right) => ArithmeticOps.Mul(left, right);

        public static Tensor operator *(Tensor left, float right) => ArithmeticOps.Mul(left, right);

        public static Tensor operator *(Tensor left, double right) => ArithmeticOps.Mul(left, right);

        public static Tensor operator *(Scalar left, Tensor right) => ArithmeticOps.Mul(right, left.Number);

        public static Tensor operator *(int left, Tensor right) => ArithmeticOps.Mul(right, left);

        public static Tensor operator *(long left, Tensor right) => ArithmeticOps.Mul(right, left);

        public static Tensor operator *(float left, Tensor right) => ArithmeticOps.Mul(right, left);

        public static Tensor operator *(double left, Tensor right) => ArithmeticOps.Mul(right, left);

        public static Tensor operator /(Tensor left, Tensor right) => ArithmeticOps.Div(left, right);

        public static Tensor operator /(Tensor left, Scalar right) => ArithmeticOps.Div(left, right.Number);

        public static Tensor operator /(Tensor left, int right) => ArithmeticOps.Div(left, right);

        public static Tensor operator /(Tensor left, long right) => ArithmeticOps.Div(left, right);

        public static Tensor operator /(Tensor left, float right) => ArithmeticOps.Div(left, right);

        public static Tensor operator /(Tensor left, double right) => ArithmeticOps.Div(left, right);

        public static Tensor operator /(Scalar left, Tensor right) => ArithmeticOps.Div(left.Number, right);

        public static Tensor operator /(int left, Tensor right) => ArithmeticOps.Div(left, right);

        public static Tensor operator /(long left, Tensor right) => ArithmeticOps.Div(left, right);

        public static Tensor operator /(float left, Tensor right) => ArithmeticOps.Div(left, right);

        public static Tensor operator /(double left, Tensor right) => ArithmeticOps.Div(left, right);

        public static Tensor operator -(Tensor tensor) => tensor.neg();

        public static Tensor operator %(Tensor left, Tensor right) => left.remainder(right);

        public static Tensor operator %(Tensor left, Scalar right) => left.remainder(right);

        public static Tensor operator %(Tensor left, int right) => left.remainder((Scalar)right);

        public static Tensor operator %(Tensor left, long right) => left.remainder((Scalar)right);

        public static Tensor operator %(Tensor left, float right) => left.remainder((Scalar)right);

        public static Tensor operator %(Tensor left, double right) => left.remainder((Scalar)right);

        public static Tensor operator ==(Tensor left, Tensor right) => left.eq(right);

        public static Tensor operator ==(Tensor left, Scalar right) => left.eq(right);

        public static Tensor operator ==(Scalar left, Tensor right) => right.eq(left);

        public static Tensor operator !=(Tensor left, Tensor right) => left.ne(right);

        public static Tensor operator !=(Tensor left, Scalar right) => left.ne(right);

        public static Tensor operator !=(Scalar left, Tensor right) => right.ne(left);

        public static Tensor operator <(Tensor left, Tensor right) => left.lt(right);

        public static Tensor operator <(Tensor left, Scalar right) => left.lt(right);

        public static Tensor operator <(Scalar left, Tensor right) => right.gt(left);

        public static Tensor operator <=(Tensor left, Tensor right) => left.le(right);

        public static Tensor operator <=(Tensor left, Scalar right) => left.le(right);

        public static Tensor operator <=(Scalar left, Tensor right) => right.ge(left);

        public static Tensor operator >(Tensor left, Tensor right) => left.gt(right);

        public static Tensor operator >(Tensor left, Scalar right) => left.gt(right);

        public static Tensor operator >(Scalar left, Tensor right) => right.lt(left);

        public static Tensor operator >=(Tensor left, Tensor right) => left.ge(right);

        public static Tensor operator >=(Tensor left, Scalar right) => left.ge(right);

        public static Tensor operator >=(Scalar left, Tensor right) => right.le(left);

        public static Tensor operator &(Tensor left, Tensor right) => left.bitwise_and(right);

        public static Tensor operator |(Tensor left, Tensor right) => left.bitwise_or(right);

        public static Tensor operator ^(Tensor left, Tensor right) => left.bitwise_xor(right);

        public static Tensor operator ~(Tensor left) => left.bitwise_not();
    }
}
