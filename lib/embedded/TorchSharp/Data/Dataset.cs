namespace TorchSharp;

public static partial class torch
{
    public static partial class utils
    {
        /// <summary>Datasets and how to read them in batches.</summary>
        public static partial class data
        {
            /// <summary>Examples by number, each a dictionary of tensors.</summary>
            public abstract class Dataset : Dataset<Dictionary<string, Tensor>>;

            /// <summary>Examples by number, each a list of tensors.</summary>
            public abstract class IterableDataset : Dataset<IList<Tensor>>;

            /// <summary>Examples by number.</summary>
            /// <typeparam name="T">What an example is.</typeparam>
            public abstract class Dataset<T> : IDisposable
            {
                /// <summary>The number of examples.</summary>
                public abstract long Count { get; }

                /// <summary>The example of a number, from 0. Its new tensors belong to whoever asks.</summary>
                public abstract T GetTensor(long index);

                /// <summary>Disposes what the dataset holds.</summary>
                public void Dispose()
                {
                    Dispose(true);
                    GC.SuppressFinalize(this);
                }

                /// <summary>Disposes what the dataset holds; nothing here.</summary>
                protected virtual void Dispose(bool disposing)
                {
                }
            }
        }
    }
}
