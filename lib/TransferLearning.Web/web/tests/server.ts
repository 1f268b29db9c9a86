import { vi } from "vitest";

/** A server in the place of fetch: answers by path, in the order given, the last one for ever. */
export function serve(answers: Record<string, (() => Response | Promise<Response>)[]>) {
  const asked: { path: string; body: unknown }[] = [];
  vi.stubGlobal("fetch", (path: string, init?: RequestInit) => {
    asked.push({ path, body: init?.body ? JSON.parse(init.body as string) : undefined });
    const queue = answers[path] ?? [() => problem(404, "There is nothing at this path.")];
    return Promise.resolve((queue.length > 1 ? queue.shift()! : queue[0]!)());
  });
  return asked;
}

export const json = (body: unknown) => () => new Response(JSON.stringify(body), { headers: { "Content-Type": "application/json" } });

export const problem = (status: number, detail: string, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify({ status, detail }), { status, headers: { "Content-Type": "application/problem+json", ...headers } });

export const away = () => Promise.reject(new TypeError("Failed to fetch"));

export const model = { name: "reviews", architecture: "bert", precision: "int8", labels: ["negative", "positive"], maxTokens: 512 };

export const praise = {
  model: "reviews",
  milliseconds: 3.25,
  label: "positive",
  score: 0.93,
  scores: { negative: 0.07, positive: 0.93 },
  tokens: 6,
  truncated: false,
  charactersRead: 19,
};

export const praiseExplained = {
  ...praise,
  words: [
    { text: "lovely", start: 0, end: 6, weight: 0.6 },
    { text: ",", start: 6, end: 7, weight: 0.001 },
    { text: "but", start: 8, end: 11, weight: -0.1 },
    { text: "slow", start: 12, end: 16, weight: -0.25 },
  ],
};

export const ready = { readyz: [json({ status: "ok" })], models: [json({ models: [model] })] };
