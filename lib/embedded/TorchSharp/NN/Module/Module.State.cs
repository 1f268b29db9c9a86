namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>
            /// The parameters and persistent buffers by dotted name: the tensors themselves, not copies. A tensor that is shared
            /// stands under each of its names.
            /// </summary>
            /// <param name="destination">A dictionary to add to; a new one by default.</param>
            /// <param name="prefix">Goes before every name, with a dot.</param>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                string Key(string key) => string.IsNullOrEmpty(prefix) ? key : $"{prefix}.{key}";

                foreach (var (parameterName, parameter) in named_parameters()) destination.TryAdd(Key(parameterName), parameter);
                foreach (var (bufferName, buffer) in named_buffers(include_nonpersistent: false)) destination.TryAdd(Key(bufferName), buffer);
                foreach (var (childName, child) in named_children()) child.state_dict(destination, Key(childName));
                return destination;
            }

            /// <summary>Copies the values of <paramref name="source"/> into this module's tensors of the same names.</summary>
            /// <param name="source">Tensors by dotted name; shapes must fit, element types are converted.</param>
            /// <param name="strict">Refuse a dictionary that has too few or too many names.</param>
            /// <param name="skip">Names to pass over.</param>
            /// <returns>The names that the dictionary lacks, and the names that the module lacks.</returns>
            /// <exception cref="InvalidOperationException">It does not fit; the message lists every missing, unexpected and mis-shaped name. Nothing was copied.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                ArgumentNullException.ThrowIfNull(source);
                var destination = state_dict();
                var mismatch = new StateDictMismatch(GetName());
                bool Skipped(string key) => skip?.Contains(key) == true;

                foreach (var (key, value) in source)
                {
                    if (Skipped(key)) continue;
                    if (!destination.TryGetValue(key, out var target)) mismatch.Unexpected.Add(key);
                    else if (!target.shape.AsSpan().SequenceEqual(value.shape)) mismatch.AddMisShaped(key, target.shape, value.shape);
                }
                mismatch.Missing.AddRange(destination.Keys.Where(key => !Skipped(key) && !source.ContainsKey(key)));
                if (mismatch.IsError(strict)) throw new InvalidOperationException(mismatch.ToString());

                using var _ = no_grad();
                foreach (var (key, value) in source)
                    if (!Skipped(key) && destination.TryGetValue(key, out var target)) target.copy_(value);
                return (mismatch.Missing, mismatch.Unexpected);
            }
        }
    }
}
