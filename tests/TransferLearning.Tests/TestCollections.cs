// One random generator serves the whole process (torch.manual_seed): tests that need the same numbers twice run one after the other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
