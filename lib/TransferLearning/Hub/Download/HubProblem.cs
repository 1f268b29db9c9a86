namespace TransferLearning.Hub;

/// <summary>Why a download from the Hub failed.</summary>
public enum HubProblem
{
    /// <summary>HF_HUB_OFFLINE forbids the network, and the cache lacks a file.</summary>
    Offline,

    /// <summary>The server cannot be reached, or the connection broke more often than is worth another try.</summary>
    Unreachable,

    /// <summary>The server wants to know who asks, or there is no such repository; to a stranger it answers both alike (401).</summary>
    Unauthorized,

    /// <summary>The server knows who asks and refuses (403).</summary>
    Forbidden,

    /// <summary>There is no such repository, revision or file (404).</summary>
    NotFound,

    /// <summary>The server failed or is too busy (408, 429, 5xx).</summary>
    ServerError,

    /// <summary>What came is not what was announced: a wrong checksum, a wrong length, an answer that cannot be.</summary>
    Damaged,
}
