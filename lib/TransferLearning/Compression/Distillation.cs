using System.Globalization;
using System.Text.RegularExpressions;
using TransferLearning.Data;
using TransferLearning.Models;
using TransferLearning.Training;

namespace TransferLearning.Compression;

/// <summary>Teaches a classifier with fewer layers what a larger one knows.</summary>
/// <example><code>
/// using var student = Distillation.CreateStudent(teacher, layers: 2);
/// Distillation.Train(teacher, student, train, validation, new() { Temperature = 2, Training = new() { NumTrainEpochs = 3 } });
/// student.SavePretrained("student");
/// </code></example>
public static partial class Distillation
{
    /// <summary>Makes a student of the teacher's kind with some of its layers: student layer i starts as the teacher's layer ⌊i · N / n⌋, everything else as the teacher's.</summary>
    /// <param name="teacher">The classifier to learn from.</param>
    /// <param name="layers">The student's number of layers n, from 1 to the teacher's N.</param>
    /// <exception cref="NotSupportedException">The teacher is no encoder.</exception>
    public static SequenceClassificationModel CreateStudent(SequenceClassificationModel teacher, int layers)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        ArgumentOutOfRangeException.ThrowIfLessThan(layers, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(layers, teacher.Config.Depth);
        return CreateStudent(teacher, [.. Enumerable.Range(0, layers).Select(i => i * teacher.Config.Depth / layers)]);
    }

    /// <summary>Makes a student of the teacher's kind with the given ones of its layers.</summary>
    /// <param name="teacher">The classifier to learn from.</param>
    /// <param name="layers">The teacher's layers, from 0, that the student's start as.</param>
    /// <exception cref="ArgumentException">There is no such layer, or none was named.</exception>
    /// <exception cref="NotSupportedException">The teacher is no encoder.</exception>
    public static SequenceClassificationModel CreateStudent(SequenceClassificationModel teacher, IReadOnlyList<int> layers)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        ArgumentNullException.ThrowIfNull(layers);
        var names = CompressedModels.Names(teacher);
        if (layers.Count == 0) throw new ArgumentException("A student needs a layer at least.", nameof(layers));
        if (layers.Any(layer => layer < 0 || layer >= teacher.Config.Depth))
            throw new ArgumentException($"The teacher has the layers 0 to {teacher.Config.Depth - 1}, and not all of {string.Join(", ", layers)}.", nameof(layers));

        var student = CompressedModels.Create(teacher, Shorten(teacher.Config, layers));
        var stack = $"{names.Prefix}.{names.Stack}.";
        CompressedModels.Fill(student, teacher, name => name.StartsWith(stack, StringComparison.Ordinal)
            ? stack + LayerNumber().Replace(name[stack.Length..], match => layers[int.Parse(match.ValueSpan, CultureInfo.InvariantCulture)].ToString(CultureInfo.InvariantCulture), 1)
            : name);
        return student;
    }

    /// <summary>Trains a student, by the teacher's answers and the true labels.</summary>
    /// <param name="teacher">Gives the answers; it is put in evaluation mode and not changed.</param>
    /// <param name="student">Is trained in place; on the same device. It may be of another kind if it reads the same tokens and has the same labels.</param>
    /// <param name="train">What to learn from.</param>
    /// <param name="validation">What to evaluate on.</param>
    /// <param name="arguments">How; the defaults if null.</param>
    /// <param name="callbacks">What takes part.</param>
    /// <param name="resumeFromCheckpoint">Whether to go on from the last checkpoint in the output folder.</param>
    /// <param name="cancellationToken">Stops it after the current step.</param>
    /// <exception cref="ArgumentException">A setting is out of range, or the two models do not fit together.</exception>
    /// <inheritdoc cref="Trainer.Train" path="/exception"/>
    public static TrainOutput Train(
        SequenceClassificationModel teacher,
        SequenceClassificationModel student,
        TokenizedDataset train,
        TokenizedDataset? validation = null,
        DistillationArguments? arguments = null,
        IReadOnlyList<TrainerCallback>? callbacks = null,
        bool resumeFromCheckpoint = false,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        ArgumentNullException.ThrowIfNull(student);
        ArgumentNullException.ThrowIfNull(train);
        arguments ??= new DistillationArguments();
        arguments.Validate();
        if (!teacher.Config.Labels.SequenceEqual(student.Config.Labels))
            throw new ArgumentException($"The teacher has the labels {string.Join(", ", teacher.Config.Labels)}, and the student {string.Join(", ", student.Config.Labels)}. They must be the same.", nameof(student));
        if (arguments.HiddenStateWeight > 0 && teacher.Config.Width != student.Config.Width)
            throw new ArgumentException($"Hidden states of width {teacher.Config.Width} and {student.Config.Width} cannot be compared. Set {nameof(DistillationArguments.HiddenStateWeight)} to 0.", nameof(arguments));

        teacher.eval();
        var trainer = new Trainer(student, arguments.Training, train, validation, callbacks) { Objective = new DistillationObjective(teacher, arguments, train.LabelNames.Count) };
        return trainer.Train(resumeFromCheckpoint, cancellationToken);
    }

    /// <summary>After how many of the teacher's layers its hidden states are compared with those after some of the student's.</summary>
    internal static int TeacherDepth(int studentDepth, int studentLayers, int teacherLayers) => (int)Math.Round((double)studentDepth * teacherLayers / studentLayers);

    private static PretrainedConfig Shorten(PretrainedConfig config, IReadOnlyList<int> layers)
    {
        var pruned = config.PrunedHeads is { Count: > 0 } heads
            ? layers.Index().Where(layer => heads.ContainsKey(layer.Item)).ToDictionary(layer => layer.Index, layer => heads[layer.Item])
            : null;
        var shorter = config with { PrunedHeads = pruned, IntermediateSizes = config.IntermediateSizes is { } sizes ? [.. layers.Select(layer => sizes[layer])] : null };
        return shorter switch
        {
            BertConfig bert => bert with { NumHiddenLayers = layers.Count },
            DistilBertConfig distilBert => distilBert with { NLayers = layers.Count },
            _ => throw new NotSupportedException($"A model of type {config.ModelType} has no layers to take."),
        };
    }

    [GeneratedRegex("^[0-9]+")]
    private static partial Regex LayerNumber();
}
