namespace TransferLearning.Data;

/// <summary>One labelled text.</summary>
/// <param name="Text">The text as it was read, without leading and trailing white space.</param>
/// <param name="Label">The class as a number: an index into the label names of its <see cref="Dataset"/>.</param>
public sealed record Example(string Text, int Label);
