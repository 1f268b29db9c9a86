namespace TransferLearning.Web.Api;

/// <summary>What went wrong, by RFC 9457 "Problem Details for HTTP APIs".</summary>
/// <param name="Type"><c>about:blank</c>: the status says what kind of problem it is, and <paramref name="Code"/> which.</param>
/// <param name="Title">The status in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What was wrong and what to do.</param>
/// <param name="Code">A word for programs, such as <c>queue-full</c>.</param>
/// <param name="TraceId">Finds the request in the server's log.</param>
internal sealed record Problem(string Type, string Title, int Status, string Detail, string Code, string TraceId);
