using System.Net;
using System.Net.Sockets;

namespace TransferLearning.Hub;

/// <summary>What each failure means and what to do about it.</summary>
internal sealed class HubFailures(HubOptions options)
{
    /// <summary>What to do when a server behaves as none should.</summary>
    public const string OtherServer = "If HF_ENDPOINT or a proxy is set, try without it.";

    /// <summary>The server answered, but not with success.</summary>
    public HubException Refused(HubQuery what, HttpResponseMessage response)
    {
        var said = $"{options.Endpoint.Host} answered {(int)response.StatusCode} to the request for {what}{Quoted(Header(response, "X-Error-Message"))}.";
        return (response.StatusCode, Header(response, "X-Error-Code")) switch
        {
            (_, "GatedRepo") or (HttpStatusCode.Forbidden, _) => new(HubProblem.Forbidden,
                $"{said} The model is gated or private, and {(options.Token is null ? "no token was sent" : "your token does not open it")}. Ask for access on {PageOf(what)}, then set HF_TOKEN to a token of that account. {WithoutNetwork(what)}"),
            (HttpStatusCode.NotFound, "RevisionNotFound") => new(HubProblem.NotFound, $"{said} The model has no branch, tag or commit '{what.Revision}'. See {PageOf(what)}/tree/main for those that it has."),
            (HttpStatusCode.NotFound, _) when what.File is not null => new(HubProblem.NotFound, $"{said} See {PageOf(what)}/tree/{what.Revision} for the files that it has."),
            (HttpStatusCode.NotFound, _) => new(HubProblem.NotFound, $"{said} There is no such model or revision. Check the name's spelling, with its owner (owner/name), on {options.Endpoint}. {WithoutNetwork(what)}"),
            (HttpStatusCode.Unauthorized, _) => new(HubProblem.Unauthorized,
                $"{said} Either there is no such model (check the spelling, with its owner: owner/name), or it is private and {(options.Token is null ? "no token was sent: set HF_TOKEN" : "HF_TOKEN is wrong or has run out: make a new one")}. {WithoutNetwork(what)}"),
            (HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError, _) => new(HubProblem.ServerError,
                $"{said} The server is busy or out of order. Try again later; what has been downloaded is kept. {WithoutNetwork(what)}")
            { IsTransient = true, RetryAfter = Wait(response) },
            _ => new(HubProblem.ServerError, $"{said} {OtherServer}") { Status = response.StatusCode },
        };
    }

    /// <summary>The connection failed or broke.</summary>
    public HubException Broken(HubQuery what, Exception error)
    {
        var noSuchHost = error is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError };
        return new(HubProblem.Unreachable, $"The connection to {options.Endpoint.Host} for {what} failed: {Innermost(error)}. {Mend(what)}", error) { IsTransient = !noSuchHost };
    }

    /// <summary>The server said nothing for too long.</summary>
    public HubException Silent(HubQuery what, Exception error) =>
        new(HubProblem.Unreachable, $"{options.Endpoint.Host} was silent for {options.StallTimeout.TotalSeconds:0.#} seconds when asked for {what}. For a slow line, set HF_HUB_DOWNLOAD_TIMEOUT to more seconds. {Mend(what)}", error) { IsTransient = true };

    /// <summary>The network is forbidden, and the cache lacks something.</summary>
    public HubException OfflineWithout(HubQuery what, string lacking) =>
        new(HubProblem.Offline, $"HF_HUB_OFFLINE is set, and the cache lacks {lacking} of '{what.Repository}' at '{what.Revision}' (looked in {Cache(what).Folder}). Unset HF_HUB_OFFLINE to download it. {WithoutNetwork(what)}");

    private string Mend(HubQuery what) =>
        $"Check the network; behind a proxy set HTTPS_PROXY, for a mirror HF_ENDPOINT. What has been downloaded is kept, and the next try goes on from there. {WithoutNetwork(what)}";

    private string WithoutNetwork(HubQuery what) =>
        $"Without a network: download the model on another machine and copy the folder '{Path.GetFileName(Cache(what).Folder)}' of its cache into '{options.CacheFolder}', or give the path of a folder that holds config.json, the weights and the tokenizer's files.";

    private RepositoryCache Cache(HubQuery what) => new(options.CacheFolder, what.Repository);

    private string PageOf(HubQuery what) => $"{options.Endpoint.AbsoluteUri.TrimEnd('/')}/{what.Repository}";

    private static string? Header(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? values.First() : null;

    private static string Quoted(string? message) => message is null ? "" : $" (\"{message[..Math.Min(message.Length, 300)]}\")";

    private static TimeSpan? Wait(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > DateTimeOffset.UtcNow => date - DateTimeOffset.UtcNow,
        _ => null,
    };

    private static string Innermost(Exception error) => error.GetBaseException() is SocketException socket ? socket.Message : error.GetBaseException().Message.TrimEnd('.');
}
