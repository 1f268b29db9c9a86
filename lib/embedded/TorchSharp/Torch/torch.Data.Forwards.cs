namespace TorchSharp;

// The functions of torch that stand for the tensor's own methods of the same name.
public static partial class torch
{
    public static bool is_nonzero(Tensor input) => input.is_nonzero();
}
