namespace TorchSharp.Engine;

/// <summary>What an entry of an index is.</summary>
internal enum IndexKind
{
    None,
    Single,
    Slice,
    Ellipsis,
    Bool,
    Tensor,
}
