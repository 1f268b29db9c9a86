namespace TransferLearning.Data;

/// <content>Parts of a data set.</content>
public sealed partial class Dataset
{
    /// <summary>
    /// A random subset with equally many examples of every label, shuffled. When <paramref name="count"/> is not a
    /// multiple of the number of labels, the first labels get one example more.
    /// </summary>
    /// <param name="count">The number of examples in all.</param>
    /// <param name="seed">The same seed gives the same subset; a larger count with the same seed contains the smaller subset.</param>
    /// <exception cref="DatasetException">A label has too few examples.</exception>
    public Dataset TakeBalanced(int count, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var byLabel = ShuffledIndicesByLabel(seed);
        var chosen = new List<int>(count);
        for (var label = 0; label < byLabel.Length; label++)
        {
            var share = (count / byLabel.Length) + (label < count % byLabel.Length ? 1 : 0);
            if (share > byLabel[label].Length)
            {
                throw new DatasetException(
                    $"A balanced subset of {count} needs {share} examples of '{LabelNames[label]}', but there are {byLabel[label].Length}. Ask for at most {byLabel.Min(indices => indices.Length) * byLabel.Length}.");
            }

            chosen.AddRange(byLabel[label].AsSpan(0, share));
        }

        var order = chosen.ToArray();
        new Random(seed).Shuffle(order);
        return Select(order);
    }

    /// <summary>A random part of the examples that keeps the share of each label, in the original order.</summary>
    /// <param name="fraction">The share of the examples that stays, in (0, 1]; of every label that has examples, at least one stays.</param>
    /// <param name="seed">The same seed gives the same part; a larger fraction with the same seed contains the smaller part.</param>
    public Dataset Reduce(double fraction, int seed = 42)
    {
        if (!(fraction is > 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "The fraction is a share of the examples, above 0 and at most 1.");
        return Select(ShuffledIndicesByLabel(seed)
            .SelectMany(group => group.Take(Math.Max(1, (int)Math.Round(group.Length * fraction, MidpointRounding.AwayFromZero))))
            .Order());
    }

    /// <summary>Splits into a training and a test part.</summary>
    /// <param name="testSize">The share of the examples that goes to the test part, in (0, 1).</param>
    /// <param name="seed">The same seed gives the same split.</param>
    /// <param name="stratify">Whether both parts keep the share of each label.</param>
    /// <exception cref="DatasetException">One of the parts would be empty.</exception>
    public (Dataset Train, Dataset Test) TrainTestSplit(double testSize = 0.1, int seed = 42, bool stratify = true)
    {
        if (!(testSize is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(testSize), testSize, "The test size is a share of the examples, between 0 and 1.");
        }

        int[][] groups = stratify ? ShuffledIndicesByLabel(seed) : [ShuffledIndices(seed)];
        var train = new List<int>();
        var test = new List<int>();
        foreach (var group in groups)
        {
            var testCount = (int)Math.Round(group.Length * testSize, MidpointRounding.AwayFromZero);
            test.AddRange(group.AsSpan(0, testCount));
            train.AddRange(group.AsSpan(testCount));
        }

        if (train.Count == 0 || test.Count == 0)
        {
            throw new DatasetException(
                $"Splitting {Count} examples with a test size of {testSize} leaves {train.Count} for training and {test.Count} for testing. Neither may be empty.");
        }

        // In the original order, so that a split of unshuffled data stays recognisable.
        train.Sort();
        test.Sort();
        return (Select(train), Select(test));
    }

    /// <summary>Splits three ways by shares, such as 8:1:1 or 7:1:2.</summary>
    /// <param name="train">The share of the training part, above 0.</param>
    /// <param name="validation">The share of the validation part, above 0.</param>
    /// <param name="test">The share of the test part, above 0.</param>
    /// <param name="seed">The same seed gives the same split.</param>
    /// <param name="stratify">Whether all parts keep the share of each label.</param>
    /// <exception cref="DatasetException">One of the parts would be empty.</exception>
    public DatasetDict Split(double train = 8, double validation = 1, double test = 1, int seed = 42, bool stratify = true)
    {
        foreach (var (name, share) in new[] { (nameof(train), train), (nameof(validation), validation), (nameof(test), test) })
        {
            if (!(share > 0) || double.IsInfinity(share)) throw new ArgumentOutOfRangeException(name, share, "Each part needs a share above 0, as in 8:1:1.");
        }

        var (rest, testPart) = TrainTestSplit(test / (train + validation + test), seed, stratify);
        var (trainPart, validationPart) = rest.TrainTestSplit(validation / (train + validation), seed, stratify);
        return new DatasetDict(trainPart, validationPart, testPart);
    }

    private int[] ShuffledIndices(int seed)
    {
        var indices = Enumerable.Range(0, Count).ToArray();
        new Random(seed).Shuffle(indices);
        return indices;
    }

    private int[][] ShuffledIndicesByLabel(int seed)
    {
        var groups = new List<int>[LabelNames.Count];
        for (var label = 0; label < groups.Length; label++) groups[label] = [];
        foreach (var index in ShuffledIndices(seed)) groups[_examples[index].Label].Add(index);
        return [.. groups.Select(group => group.ToArray())];
    }
}
