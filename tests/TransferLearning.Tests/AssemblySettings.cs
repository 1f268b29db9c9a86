// The tests share torch.manual_seed's one generator and the engine's threads: one test at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
