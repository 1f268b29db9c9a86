namespace Fuzzing;

/// <summary>A damaged file that a reader did not refuse as it should.</summary>
/// <param name="Input">The number of the input in the run.</param>
/// <param name="Problem">What happened.</param>
/// <param name="Content">The file.</param>
internal sealed record FuzzFailure(int Input, string Problem, byte[] Content);

/// <summary>What came of a run.</summary>
/// <param name="Target">The reader.</param>
/// <param name="Read">How many files were read in spite of the damage.</param>
/// <param name="Refused">How many were refused as they should.</param>
/// <param name="MostAllocated">The most that one file made the reader allocate, in bytes.</param>
/// <param name="Failures">The files that crashed the reader, the first few of them.</param>
internal sealed record FuzzResult(string Target, int Read, int Refused, long MostAllocated, IReadOnlyList<FuzzFailure> Failures);
