using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>
/// A tensor kept for backward: its own reference to the storage, outside every dispose scope, and the version it had.
/// </summary>
internal readonly struct SavedTensor
{
    private readonly Tensor? _alias;
    private readonly int _version;

    private SavedTensor(Tensor? alias)
    {
        _alias = alias;
        _version = alias?.Storage.Version ?? 0;
    }

    internal static SavedTensor Of(Tensor? tensor) => new(tensor is null ? null : Tensor.HiddenAlias(tensor));

    public static implicit operator SavedTensor(Tensor? tensor) => Of(tensor);

    /// <exception cref="InvalidOperationException">The tensor was changed in place since it was saved.</exception>
    internal Tensor? Unpack(string operation)
    {
        if (_alias is null) return null;
        var version = _alias.Storage.Version;
        return version == _version
            ? _alias
            : throw new InvalidOperationException(
                $"One of the tensors needed for the gradient of {operation} has been changed by an in-place operation: " +
                $"{_alias.dtype} {Shapes.Text(_alias.Sizes)} is at version {version}, expected version {_version}. " +
                "Use the operation that is not in place, or clone() the tensor first.");
    }

    internal void Release() => _alias?.Dispose();
}
