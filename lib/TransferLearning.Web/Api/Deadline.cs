using System.Globalization;

namespace TransferLearning.Web.Api;

/// <summary>How long a request may take: what the server allows, or less if the client asks so by <c>Prefer: wait=SECONDS</c> (RFC 7240).</summary>
internal sealed class Deadline : IDisposable
{
    private readonly HttpContext _context;
    private readonly CancellationTokenSource _cancellation;
    private readonly TimeSpan _time;

    /// <summary>Starts the clock.</summary>
    /// <exception cref="ProblemException">The header has no usable number.</exception>
    public Deadline(HttpContext context, TimeSpan most)
    {
        _context = context;
        _time = Wait(context.Request) is { } wait && wait < most ? wait : most;
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        _cancellation.CancelAfter(_time);
    }

    /// <summary>Runs work that ends at the deadline, or when the client goes away.</summary>
    /// <exception cref="ProblemException">The time is up.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work)
    {
        try
        {
            return await work(_cancellation.Token);
        }
        catch (OperationCanceledException) when (!_context.RequestAborted.IsCancellationRequested)
        {
            throw new ProblemException(503, "deadline", $"The answer was not ready in {_time.TotalSeconds:0.###} s: the server is busy. Try again later, or send fewer texts.", TimeSpan.FromSeconds(1));
        }
    }

    public void Dispose() => _cancellation.Dispose();

    private static TimeSpan? Wait(HttpRequest request)
    {
        foreach (var preference in request.Headers["Prefer"].SelectMany(header => (header ?? "").Split(',')))
        {
            if (preference.Split('=', 2, StringSplitOptions.TrimEntries) is not [var name, var value] || !name.Equals("wait", StringComparison.OrdinalIgnoreCase))
                continue;
            if (!int.TryParse(value.Split(';')[0].Trim().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds == 0)
                throw new ProblemException(400, "bad-header", "The header 'Prefer: wait=SECONDS' needs a whole number of seconds from 1.");
            return TimeSpan.FromSeconds(seconds);
        }

        return null;
    }
}
