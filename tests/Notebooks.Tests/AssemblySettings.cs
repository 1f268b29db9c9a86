// Sessions share the process's console and its cores; a test that measures an interruption must not wait for another one's compiler.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
