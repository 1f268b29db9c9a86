namespace TransferLearning.Hub;

/// <summary>How far a download is.</summary>
/// <param name="Repository">The model's name.</param>
/// <param name="File">The file that bytes just came for.</param>
/// <param name="BytesReceived">How many bytes of all files are here, those of earlier, interrupted downloads among them.</param>
/// <param name="TotalBytes">How many bytes all files have.</param>
/// <param name="FilesDone">How many files are complete.</param>
/// <param name="Files">How many files there are to download.</param>
public sealed record DownloadProgress(string Repository, string File, long BytesReceived, long TotalBytes, int FilesDone, int Files)
{
    /// <summary>Whether every file is complete.</summary>
    public bool IsComplete => FilesDone == Files;

    /// <summary>From 0 to 1.</summary>
    public double Fraction => TotalBytes > 0 ? Math.Min(1, (double)BytesReceived / TotalBytes) : IsComplete ? 1 : 0;
}
