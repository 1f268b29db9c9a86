namespace TransferLearning.Hub;

/// <summary>What is asked of the Hub, for messages.</summary>
/// <param name="Repository">The model's name.</param>
/// <param name="Revision">The branch, tag or commit.</param>
/// <param name="File">The file; null for the list of files.</param>
internal sealed record HubQuery(string Repository, string Revision, string? File = null)
{
    /// <summary>For example <c>'config.json' of 'owner/name' at 'main'</c>.</summary>
    public override string ToString() => File is null ? $"'{Repository}' at '{Revision}'" : $"'{File}' of '{Repository}' at '{Revision}'";
}
