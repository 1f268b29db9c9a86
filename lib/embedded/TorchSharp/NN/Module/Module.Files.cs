using TorchSharp.Engine;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // The file: the number of entries (LEB128), then for each entry its name (length-prefixed UTF-8) and its tensor
        // (element type, number of dimensions, each dimension, all LEB128; then the elements, row-major, little-endian).
        public partial class Module
        {
            /// <summary>Saves the state dictionary to a file; the file appears under its name only once it is complete.</summary>
            /// <param name="location">The path of the file.</param>
            /// <param name="skip">Names to leave out.</param>
            public Module save(string location, IList<string>? skip = null)
            {
                AtomicFile.Write(location, stream =>
                {
                    using var writer = new BinaryWriter(stream);
                    save(writer, skip);
                });
                return this;
            }

            /// <summary>Saves the state dictionary to a stream and closes it.</summary>
            public Module save(Stream stream, IList<string>? skip = null)
            {
                using var writer = new BinaryWriter(stream);
                return save(writer, skip);
            }

            /// <summary>Saves the state dictionary to a writer.</summary>
            public Module save(BinaryWriter writer, IList<string>? skip = null)
            {
                save_state_dict(writer, state_dict(), skip);
                return this;
            }

            /// <summary>Writes tensors by name in the format that <see cref="load(BinaryReader, bool, IList{string}, Dictionary{string, bool})"/> reads.</summary>
            public static void save_state_dict(BinaryWriter writer, Dictionary<string, Tensor> sd, IList<string>? skip = null)
            {
                ArgumentNullException.ThrowIfNull(sd);
                var entries = sd.Where(entry => skip?.Contains(entry.Key) != true).ToList();
                writer.Write7BitEncodedInt64(entries.Count);
                foreach (var (key, value) in entries)
                {
                    writer.Write(key);
                    value.Save(writer);
                }
            }

            /// <summary>Loads a file that <see cref="save(string, IList{string})"/> wrote.</summary>
            /// <param name="location">The path of the file.</param>
            /// <param name="strict">Refuse a file that has too few or too many names.</param>
            /// <param name="skip">Names to pass over.</param>
            /// <param name="loadedParameters">Receives each name of the file and whether the module has it.</param>
            /// <exception cref="FileNotFoundException">There is no such file.</exception>
            /// <exception cref="ArgumentException">It does not fit; the message lists every missing, unexpected and mis-shaped name. Nothing was loaded.</exception>
            public virtual Module load(string location, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                if (!File.Exists(location)) throw new FileNotFoundException($"There is no file '{location}' to load {GetName()} from.", location);
                using var stream = File.OpenRead(location);
                return load(stream, strict, skip, loadedParameters);
            }

            /// <summary>Loads from a stream and closes it.</summary>
            /// <inheritdoc cref="load(string, bool, IList{string}, Dictionary{string, bool})"/>
            public Module load(Stream stream, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var reader = new BinaryReader(stream);
                return load(reader, strict, skip, loadedParameters);
            }

            /// <summary>Loads from a reader.</summary>
            /// <inheritdoc cref="load(string, bool, IList{string}, Dictionary{string, bool})"/>
            public virtual Module load(BinaryReader reader, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var scope = NewDisposeScope();
                var destination = state_dict();
                var mismatch = new StateDictMismatch(GetName());
                var loaded = new Dictionary<string, Tensor>();
                var inFile = new HashSet<string>();

                long entries = reader.Read7BitEncodedInt64();
                for (long i = 0; i < entries; i++)
                {
                    string key = reader.ReadString();
                    bool found = destination.TryGetValue(key, out var target);
                    loadedParameters?.Add(key, found);
                    inFile.Add(key);

                    var value = TensorExtensionMethods.Load(reader);
                    if (!found) mismatch.Unexpected.Add(key);
                    else if (skip?.Contains(key) == true) continue;
                    else if (target!.dtype != value.dtype) mismatch.AddMisTyped(key, target.dtype, value.dtype);
                    else if (!target.shape.AsSpan().SequenceEqual(value.shape)) mismatch.AddMisShaped(key, target.shape, value.shape);
                    else loaded.Add(key, value);
                }
                mismatch.Missing.AddRange(destination.Keys.Where(key => !inFile.Contains(key)));
                if (mismatch.IsError(strict)) throw new ArgumentException(mismatch.ToString());

                using var _ = no_grad();
                foreach (var (key, value) in loaded) destination[key].copy_(value);
                return this;
            }

            /// <summary>Creates a module and loads its state from a file.</summary>
            public static Module Create<T>(string path)
                where T : Module, new()
                => new T().load(path);
        }
    }
}
