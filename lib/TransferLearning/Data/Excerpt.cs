namespace TransferLearning.Data;

/// <summary>Shortens a value for an error message.</summary>
internal static class Excerpt
{
    private const int LongestShown = 60;

    /// <summary>The value itself, or its beginning and an ellipsis.</summary>
    public static string Of(string value) => value.Length <= LongestShown ? value : value[..LongestShown] + "…";
}
