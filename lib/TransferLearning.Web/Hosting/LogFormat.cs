namespace TransferLearning.Web.Hosting;

/// <summary>How a server's log is written.</summary>
public enum LogFormat
{
    /// <summary>A JSON object a line, for programs that collect logs.</summary>
    Json,

    /// <summary>A line of text, for people.</summary>
    Text,

    /// <summary>Nothing.</summary>
    None,
}
