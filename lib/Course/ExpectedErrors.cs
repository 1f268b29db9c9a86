using System.Text.Json;
using NetMQ;
using Notebooks.Documents;
using Notebooks.Jupyter;
using TransferLearning.Data;
using TransferLearning.Training;

namespace Course;

/// <summary>
/// Tells errors that the user can mend (a bad file, a wrong option, a full disk) from defects of ours.
/// The message of the former says all there is to say; the latter are shown with their stack trace.
/// </summary>
internal static class ExpectedErrors
{
    public static bool IsExpected(Exception e) => e is CourseException or DatasetException or TrainingException or NotebookFormatException or JupyterException or NetMQException
        or IOException or InvalidDataException or UnauthorizedAccessException
        or JsonException or ArgumentException or NotSupportedException;
}
