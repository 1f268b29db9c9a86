// The servers share the engine's threads and two processors: one test at a time, so that a deadline in a test is a deadline.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
