namespace TransferLearning.Compression;

/// <summary>Among which weights the smallest are looked for.</summary>
public enum PruningScope
{
    /// <summary>Among those of all layers together, so that some layers lose more than others.</summary>
    Global,

    /// <summary>Among those of each matrix, so that all lose the same share.</summary>
    PerLayer,
}
