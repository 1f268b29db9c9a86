using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace TransferLearning.Hub;

/// <summary>A download from the Hub failed; the message says what to do.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "There is no such failure without a reason.")]
public sealed class HubException : IOException
{
    /// <summary>Makes an exception.</summary>
    public HubException(HubProblem problem, string message, Exception? inner = null)
        : base(message, inner) => Problem = problem;

    /// <summary>Why the download failed.</summary>
    public HubProblem Problem { get; }

    /// <summary>What the server answered, if it did.</summary>
    internal HttpStatusCode? Status { get; init; }

    /// <summary>Whether another try may succeed.</summary>
    internal bool IsTransient { get; init; }

    /// <summary>How long the server asks to wait before another try.</summary>
    internal TimeSpan? RetryAfter { get; init; }
}
