namespace Notebooks.Sessions;

/// <summary>Shorter calls of a session.</summary>
public static class SessionExtensions
{
    /// <summary>Runs one cell of which only the text matters.</summary>
    public static Task<CellResult> ExecuteAsync(
        this INotebookSession session, string code, Action<CellEvent> onEvent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.ExecuteAsync(new CellRequest(code), onEvent, cancellationToken);
    }
}
