using System.Net;
using System.Net.Http.Headers;

namespace TransferLearning.Hub;

/// <summary>Sends requests to the Hub: follows redirects, keeps the token from strangers, bounds every wait, and turns each failure into a message that helps.</summary>
internal sealed class HubRequests : IDisposable
{
    private const int MaxRedirects = 10;

    private readonly HubOptions options;
    private readonly HubFailures failures;
    private readonly HttpClient http;

    public HubRequests(HubOptions options)
    {
        this.options = options;
        failures = new HubFailures(options);
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = options.StallTimeout };
        if (options.Proxy is { } proxy) handler.Proxy = proxy;
        http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("transfer-learning-course", "1.0"));
        http.DefaultRequestHeaders.AcceptEncoding.ParseAdd("identity");
    }

    /// <summary>The address of a path on the Hub.</summary>
    public Uri Address(string path) => new(options.Endpoint.AbsoluteUri.TrimEnd('/') + "/" + path);

    /// <summary>Sends a request and returns the first answer that is no redirect; its body is not read yet.</summary>
    /// <param name="method">GET or HEAD.</param>
    /// <param name="address">Where to.</param>
    /// <param name="what">What is asked for, for messages.</param>
    /// <param name="prepare">Adds headers; called for each hop.</param>
    /// <param name="stopAt">Whether to return a redirect instead of following it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="HubException">The server cannot be reached, or refuses.</exception>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, Uri address, HubQuery what, Action<HttpRequestMessage>? prepare, Func<HttpResponseMessage, Uri, bool>? stopAt, CancellationToken cancellationToken)
    {
        for (var hop = 0; hop <= MaxRedirects; hop++)
        {
            var response = await SendOnceAsync(method, address, what, prepare, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)
                || response.Headers.Location is not { } location)
            {
                if (response.IsSuccessStatusCode) return response;
                using (response) throw failures.Refused(what, response);
            }

            var next = new Uri(address, location);
            if (stopAt?.Invoke(response, next) == true) return response;
            response.Dispose();
            if (next.Scheme is not ("http" or "https") || (address.Scheme == "https" && next.Scheme == "http"))
                throw new HubException(HubProblem.Damaged, $"For {what} the server sends the download to '{next}', which is not safe to follow. {HubFailures.OtherServer}");
            address = next;
        }

        throw new HubException(HubProblem.Damaged, $"For {what} the server redirects more than {MaxRedirects} times. {HubFailures.OtherServer}");
    }

    /// <summary>Reads a whole body of at most <paramref name="limit"/> bytes.</summary>
    public async Task<byte[]> ReadAsync(HttpResponseMessage response, HubQuery what, int limit, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await CopyAsync(response, body, what, limit, _ => { }, cancellationToken).ConfigureAwait(false);
        return body.ToArray();
    }

    /// <summary>Copies a body into a stream, at most <paramref name="limit"/> bytes of it.</summary>
    /// <exception cref="HubException">The connection broke or the server fell silent (both worth another try), or more came than was allowed.</exception>
    public async Task CopyAsync(HttpResponseMessage response, Stream destination, HubQuery what, long limit, Action<int> received, CancellationToken cancellationToken)
    {
        var buffer = new byte[1 << 17];
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            while (await Bounded(token => body.ReadAsync(buffer, token).AsTask(), what, cancellationToken).ConfigureAwait(false) is > 0 and var count)
            {
                limit -= count;
                if (limit < 0) throw new HubException(HubProblem.Damaged, $"For {what} the server sends more bytes than it announced. {HubFailures.OtherServer}");
                await destination.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
                received(count);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private async Task<HttpResponseMessage> SendOnceAsync(HttpMethod method, Uri address, HubQuery what, Action<HttpRequestMessage>? prepare, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, address);
        prepare?.Invoke(request);
        if (options.Token is { } token && IsEndpoint(address)) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await Bounded(stop => http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop), what, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether an address belongs to the Hub itself, and not to the file server that it redirects to.</summary>
    public bool IsEndpoint(Uri address) => Uri.Compare(address, options.Endpoint, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;

    /// <summary>Waits for one step of a conversation, no longer than the server may stay silent.</summary>
    private async Task<T> Bounded<T>(Func<CancellationToken, Task<T>> step, HubQuery what, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(options.StallTimeout);
        try
        {
            return await step(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw failures.Silent(what, error);
        }
        catch (Exception error) when (error is HttpRequestException or IOException and not HubException)
        {
            throw failures.Broken(what, error);
        }
    }
}
