using System.Collections;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.utils.data;

namespace TorchSharp.Modules;

/// <summary>Reads a dataset in batches.</summary>
/// <typeparam name="T">What an example is.</typeparam>
/// <typeparam name="S">What a batch is.</typeparam>
public class DataLoader<T, S> : IEnumerable<S>, IDisposable
{
    /// <summary>Reads the examples in a given order.</summary>
    /// <param name="dataset">The examples.</param>
    /// <param name="batchSize">The examples in a batch.</param>
    /// <param name="collate_fn">Makes a batch of examples.</param>
    /// <param name="shuffler">The numbers of the examples, enumerated anew for each pass.</param>
    /// <param name="device">The device; only the CPU.</param>
    /// <param name="num_worker">How many examples are read at the same time.</param>
    /// <param name="drop_last">Leave out a last batch that is not full.</param>
    /// <param name="disposeBatch">Dispose a batch when the next one is asked for.</param>
    /// <param name="disposeDataset">Dispose the dataset with the loader.</param>
    public DataLoader(
        Dataset<T> dataset, int batchSize, Func<IEnumerable<T>, Device, S> collate_fn, IEnumerable<long> shuffler, Device? device = null,
        int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        this.dataset = dataset;
        batch_size = batchSize;
        this.collate_fn = collate_fn;
        sampler = shuffler;
        Device = device ?? CPU;
        num_workers = Math.Max(num_worker, 1);
        this.drop_last = drop_last;
        DisposeBatch = disposeBatch;
        DisposeDataset = disposeDataset;
    }

    /// <summary>Reads the examples in their order or shuffled.</summary>
    public DataLoader(
        Dataset<T> dataset, int batchSize, Func<IEnumerable<T>, Device, S> collate_fn, bool shuffle = false, Device? device = null, int? seed = null,
        int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
        : this(
            dataset, batchSize, collate_fn, shuffle ? new FisherYatesShuffler(dataset.Count, seed) : InOrder(dataset.Count), device,
            num_worker, drop_last, disposeBatch, disposeDataset)
    {
    }

    /// <summary>The examples.</summary>
    public Dataset<T> dataset { get; }

    /// <summary>The examples in a batch.</summary>
    public int batch_size { get; }

    /// <summary>Whether a last batch that is not full is left out.</summary>
    public bool drop_last { get; }

    /// <summary>The order of the examples.</summary>
    public IEnumerable<long> sampler { get; }

    /// <summary>How many examples are read at the same time.</summary>
    public int num_workers { get; }

    /// <summary>Makes a batch of examples.</summary>
    public Func<IEnumerable<T>, Device, S> collate_fn { get; }

    /// <summary>The device.</summary>
    public Device Device { get; }

    /// <summary>Whether a batch is disposed when the next one is asked for.</summary>
    public bool DisposeBatch { get; }

    /// <summary>Whether the dataset is disposed with the loader.</summary>
    public bool DisposeDataset { get; }

    /// <summary>The number of batches.</summary>
    public long Count => drop_last ? dataset.Count / batch_size : (dataset.Count + batch_size - 1) / batch_size;

    /// <summary>The batches of one pass.</summary>
    public IEnumerator<S> GetEnumerator()
    {
        foreach (long[] indices in sampler.Chunk(batch_size))
        {
            if (drop_last && indices.Length < batch_size) yield break;
            var (batch, disposables) = Read(indices);
            try
            {
                yield return batch;
            }
            finally
            {
                if (DisposeBatch)
                    foreach (var disposable in disposables) disposable.Dispose();
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Disposes the dataset, if asked to.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Disposes the dataset, if asked to.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && DisposeDataset) dataset.Dispose();
    }

    // The tensors of the examples live until the batch is made of them. Scopes belong to threads, so each example has its own.
    private (S Batch, List<IDisposable> Disposables) Read(long[] indices)
    {
        var examples = new T[indices.Length];
        var temporaries = new List<IDisposable>[indices.Length];
        void ReadOne(int i)
        {
            using var scope = NewDisposeScope();
            examples[i] = dataset.GetTensor(indices[i]);
            temporaries[i] = DetachAll(scope);
        }

        if (num_workers == 1)
        {
            for (int i = 0; i < indices.Length; i++) ReadOne(i);
        }
        else
        {
            Parallel.For(0, indices.Length, new ParallelOptions { MaxDegreeOfParallelism = num_workers }, ReadOne);
        }

        using var collateScope = NewDisposeScope();
        var batch = collate_fn(examples, Device);
        var disposables = DetachAll(collateScope);
        foreach (var disposable in temporaries.SelectMany(list => list)) disposable.Dispose();
        return (batch, disposables);
    }

    private static List<IDisposable> DetachAll(DisposeScope scope)
    {
        List<IDisposable> all = [.. scope.DisposablesView];
        scope.Detach(all);
        return all;
    }

    private static IEnumerable<long> InOrder(long count)
    {
        for (long i = 0; i < count; i++) yield return i;
    }
}
