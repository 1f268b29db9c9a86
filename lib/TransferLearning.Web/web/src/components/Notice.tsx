import type { Progress } from "../usePrediction";

interface Props {
  progress: Progress;
  isAway: boolean;
  onRetry: () => void;
}

/** Says what keeps the answer from coming: a server that is away, busy, or did not like the review. */
export function Notice({ progress, isAway, onRetry }: Props) {
  if (progress.state === "waiting")
    return (
      <p className="notice busy" role="status">
        The server is busy. Your review is kept; trying again in {progress.seconds} s.
      </p>
    );
  if (isAway)
    return (
      <p className="notice down" role="alert">
        The server does not answer. Your review is kept, and the page goes on looking for the server.
      </p>
    );
  if (progress.state === "failed")
    return (
      <p className="notice down" role="alert">
        {progress.kind === "down" ? "The server did not answer, but is there again." : progress.message}{" "}
        {progress.kind !== "refused" && (
          <button type="button" onClick={onRetry}>
            Try again
          </button>
        )}
      </p>
    );
  return null;
}
