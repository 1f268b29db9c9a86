/** What the server answers, and how it is asked. Field names are the API's own (see /openapi/v1.json). */

export interface Prediction {
  label: string;
  score: number;
  scores: Record<string, number>;
  tokens: number;
  truncated: boolean;
  charactersRead: number;
  model: string;
  milliseconds: number;
}

export interface WordWeight {
  text: string;
  start: number;
  end: number;
  weight: number;
}

export interface Explanation extends Prediction {
  words: WordWeight[];
}

export interface ModelDescription {
  name: string;
  architecture: string;
  precision: string;
  labels: string[];
  maxTokens: number;
}

/** Why there is no answer: the server is away, has no time now, or does not want this request. */
export class ApiError extends Error {
  constructor(
    readonly kind: "down" | "busy" | "refused",
    message: string,
    /** Seconds after which trying again makes sense. */
    readonly retryAfter: number | null = null,
  ) {
    super(message);
  }
}

export function predict(review: string, signal: AbortSignal): Promise<Prediction> {
  return ask<Prediction>("predict", signal, { review });
}

export function explain(review: string, signal: AbortSignal): Promise<Explanation> {
  return ask<Explanation>("explain", signal, { review });
}

export async function models(signal: AbortSignal): Promise<ModelDescription[]> {
  return (await ask<{ models: ModelDescription[] }>("models", signal)).models;
}

/** Whether the server takes requests now. */
export async function isReady(signal: AbortSignal): Promise<boolean> {
  try {
    return (await fetch("readyz", { signal })).ok;
  } catch {
    return false;
  }
}

async function ask<T>(path: string, signal: AbortSignal, body?: unknown): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, body === undefined ? { signal } : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), signal });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new ApiError("down", "The server does not answer.");
  }
  if (response.ok) return (await response.json()) as T;

  const detail = await problemDetail(response);
  if (response.status !== 429 && response.status !== 503) throw new ApiError("refused", detail);
  const wait = Number(response.headers.get("Retry-After"));
  throw new ApiError("busy", detail, wait > 0 ? wait : 1);
}

/** The sentence of a problem (RFC 9457); a proxy before the server may answer without one. */
async function problemDetail(response: Response): Promise<string> {
  const fallback = `The server answered ${response.status}.`;
  if (!response.headers.get("Content-Type")?.startsWith("application/problem+json")) return fallback;
  const problem = (await response.json()) as { detail?: unknown };
  return typeof problem.detail === "string" ? problem.detail : fallback;
}
