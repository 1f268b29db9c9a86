import { useCallback, useEffect, useRef, useState } from "react";
import { ApiError, explain, predict, type Prediction, type WordWeight } from "./api";

/** One review with what the model says of it. */
export interface Answer {
  id: number;
  review: string;
  prediction: Prediction;
  /** Null until the words have been weighed, which takes a run of the model for each. */
  words: WordWeight[] | null;
}

export type Progress =
  | { state: "idle" }
  | { state: "asking" }
  | { state: "waiting"; seconds: number }
  | { state: "failed"; kind: ApiError["kind"]; message: string };

const attempts = 4;

/** Asks for a prediction, then for its explanation; waits and tries again while the server is busy. A new request ends the one before. */
export function usePrediction(onAnswer: (answer: Answer) => void) {
  const [progress, setProgress] = useState<Progress>({ state: "idle" });
  const running = useRef<AbortController | null>(null);
  const nextId = useRef(1);

  useEffect(() => () => running.current?.abort(), []);

  const ask = useCallback(
    async (review: string) => {
      running.current?.abort();
      const { signal } = (running.current = new AbortController());
      try {
        setProgress({ state: "asking" });
        const prediction = await patiently(() => predict(review, signal), signal, setProgress);
        const answer: Answer = { id: nextId.current++, review, prediction, words: null };
        onAnswer(answer);
        setProgress({ state: "idle" });
        const { words } = await patiently(() => explain(review, signal), signal, () => {});
        onAnswer({ ...answer, words });
      } catch (error) {
        if (signal.aborted) return;
        const { kind, message } = error instanceof ApiError ? error : new ApiError("refused", String(error));
        setProgress({ state: "failed", kind, message });
      }
    },
    [onAnswer],
  );

  return { progress, ask };
}

async function patiently<T>(request: () => Promise<T>, signal: AbortSignal, tell: (progress: Progress) => void): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await request();
    } catch (error) {
      if (!(error instanceof ApiError) || error.kind !== "busy" || attempt === attempts) throw error;
      for (let seconds = error.retryAfter ?? 1; seconds > 0; seconds--) {
        tell({ state: "waiting", seconds });
        await pause(1000, signal);
      }
      tell({ state: "asking" });
    }
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}
