namespace TorchSharp.Threading;

/// <summary>Work that comes in numbered chunks. A struct, so that handing it to the pool allocates nothing.</summary>
internal interface IParallelBody
{
    /// <summary>Does one chunk. Chunks may run at the same time and in any order.</summary>
    void Run(int chunk);
}

/// <summary>Work over a range of elements, cut into pieces whose size does not depend on the number of threads.</summary>
internal interface IRangeBody
{
    /// <summary>Does the elements from <paramref name="start"/> up to, not including, <paramref name="end"/>.</summary>
    void Run(long start, long end);
}
