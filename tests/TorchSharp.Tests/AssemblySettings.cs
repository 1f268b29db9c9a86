// The tests share the generator behind torch.manual_seed, the pool of threads and the count of the engine's memory: one test at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
