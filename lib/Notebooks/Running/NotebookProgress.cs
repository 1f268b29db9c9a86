using Notebooks.Sessions;

namespace Notebooks.Running;

/// <summary>News of a running notebook.</summary>
/// <param name="Number">Which code cell it is about, counted from 1 over the code cells.</param>
/// <param name="Count">How many code cells the notebook has.</param>
public abstract record NotebookProgress(int Number, int Count);

/// <summary>A cell begins.</summary>
/// <param name="Number">Which code cell.</param>
/// <param name="Count">How many code cells there are.</param>
/// <param name="Source">The cell's text.</param>
public sealed record CellStarted(int Number, int Count, string Source) : NotebookProgress(Number, Count);

/// <summary>A cell put something out.</summary>
/// <param name="Number">Which code cell.</param>
/// <param name="Count">How many code cells there are.</param>
/// <param name="Output">What it put out.</param>
public sealed record CellProducedOutput(int Number, int Count, CellEvent Output) : NotebookProgress(Number, Count);

/// <summary>A cell ended.</summary>
/// <param name="Number">Which code cell.</param>
/// <param name="Count">How many code cells there are.</param>
/// <param name="Result">How it ended, and how long it ran.</param>
public sealed record CellFinished(int Number, int Count, CellResult Result) : NotebookProgress(Number, Count);
