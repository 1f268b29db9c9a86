using static TorchSharp.torch;
using static TorchSharp.torch.utils.data;

namespace TorchSharp.Modules
{
    /// <summary>Reads a dataset in batches: each tensor of an example gets a first dimension, the batch.</summary>
    public class DataLoader : DataLoader<Dictionary<string, Tensor>, Dictionary<string, Tensor>>
    {
        /// <summary>Reads the examples in a given order.</summary>
        public DataLoader(
            Dataset dataset, int batchSize, IEnumerable<long> shuffler, Device? device = null, int num_worker = 1, bool drop_last = false,
            bool disposeBatch = true, bool disposeDataset = true)
            : base(dataset, batchSize, Collate, shuffler, device, num_worker, drop_last, disposeBatch, disposeDataset)
        {
        }

        /// <summary>Reads the examples in their order or shuffled.</summary>
        public DataLoader(
            Dataset dataset, int batchSize, bool shuffle = false, Device? device = null, int? seed = null, int num_worker = 1, bool drop_last = false,
            bool disposeBatch = true, bool disposeDataset = true)
            : base(dataset, batchSize, Collate, shuffle, device, seed, num_worker, drop_last, disposeBatch, disposeDataset)
        {
        }

        private static Dictionary<string, Tensor> Collate(IEnumerable<Dictionary<string, Tensor>> examples, Device device)
        {
            Dictionary<string, Tensor>[] all = [.. examples];
            return all[0].Keys.ToDictionary(key => key, key => stack(all.Select(example => example[key]).ToArray(), 0));
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class utils
        {
            public static partial class data
            {
                /// <summary>Reads a dataset in batches, in a given order.</summary>
                /// <param name="dataset">The examples.</param>
                /// <param name="batchSize">The examples in a batch.</param>
                /// <param name="shuffler">The numbers of the examples, enumerated anew for each pass.</param>
                /// <param name="device">The device; only the CPU.</param>
                /// <param name="num_worker">How many examples are read at the same time.</param>
                /// <param name="drop_last">Leave out a last batch that is not full.</param>
                /// <param name="disposeBatch">Dispose a batch when the next one is asked for.</param>
                /// <param name="disposeDataset">Dispose the dataset with the loader.</param>
                public static Modules.DataLoader DataLoader(
                    Dataset dataset, int batchSize, IEnumerable<long> shuffler, Device? device = null, int num_worker = 1, bool drop_last = false,
                    bool disposeBatch = true, bool disposeDataset = true)
                    => new(dataset, batchSize, shuffler, device, num_worker, drop_last, disposeBatch, disposeDataset);

                /// <summary>Reads a dataset in batches, in its order or shuffled.</summary>
                /// <param name="dataset">The examples.</param>
                /// <param name="batchSize">The examples in a batch.</param>
                /// <param name="shuffle">Read in random order.</param>
                /// <param name="device">The device; only the CPU.</param>
                /// <param name="seed">Makes the random order the same in each pass.</param>
                /// <param name="num_worker">How many examples are read at the same time.</param>
                /// <param name="drop_last">Leave out a last batch that is not full.</param>
                /// <param name="disposeBatch">Dispose a batch when the next one is asked for.</param>
                /// <param name="disposeDataset">Dispose the dataset with the loader.</param>
                public static Modules.DataLoader DataLoader(
                    Dataset dataset, int batchSize, bool shuffle = false, Device? device = null, int? seed = null, int num_worker = 1, bool drop_last = false,
                    bool disposeBatch = true, bool disposeDataset = true)
                    => new(dataset, batchSize, shuffle, device, seed, num_worker, drop_last, disposeBatch, disposeDataset);
            }
        }
    }
}
