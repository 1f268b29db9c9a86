namespace TransferLearning.Web.Api;

/// <summary>Ends a request with a problem.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="code">A word for programs.</param>
/// <param name="detail">What was wrong and what to do; never text of the client's review.</param>
/// <param name="retryAfter">When trying again makes sense.</param>
internal sealed class ProblemException(int status, string code, string detail, TimeSpan? retryAfter = null) : Exception(detail)
{
    public int Status => status;

    public string Code => code;

    public TimeSpan? RetryAfter => retryAfter;
}
