import { cleanup, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { App } from "../src/App";
import { away, json, praise, praiseExplained, problem, ready, serve } from "./server";

beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const type = async (text: string) => {
  const user = userEvent.setup();
  await user.type(screen.getByLabelText("Your review"), text);
  return user;
};

test("a review is answered with its label, a bar for each label and coloured words", async () => {
  const asked = serve({ ...ready, predict: [json(praise)], explain: [json(praiseExplained)] });
  render(<App />);
  const user = await type("lovely, but slow ok");

  await user.click(screen.getByRole("button", { name: "What does it say?" }));

  const result = await screen.findByRole("region", { name: "positive 93.0 %" });
  expect(within(result).getAllByRole("term").map((term) => term.textContent)).toEqual(["positive", "negative"]);
  expect(await within(result).findByText(/Most for positive: “lovely” \+60\.0\. Most against: “slow” −25\.0, “but” −10\.0\./)).toBeTruthy();
  const [lovely, but, slow] = result.querySelectorAll(".review mark");
  expect([lovely?.className, but?.className, slow?.className]).toEqual(["for", "against", "against"]);
  expect(result.querySelector(".review")?.textContent).toBe("lovely, but slow ok");
  expect(asked.filter(({ body }) => body).map(({ path, body }) => [path, body])).toEqual([
    ["predict", { review: "lovely, but slow ok" }],
    ["explain", { review: "lovely, but slow ok" }],
  ]);
});

test("an example is asked with one click", async () => {
  const asked = serve({ ...ready, predict: [json(praise)], explain: [json(praiseExplained)] });
  render(<App />);

  await userEvent.click(screen.getByRole("button", { name: "Negation" }));

  await screen.findByRole("region", { name: /^positive/ });
  expect(asked.find(({ path }) => path === "predict")?.body).toEqual({ review: (screen.getByLabelText("Your review") as HTMLTextAreaElement).value });
});

test("Control and Enter submit, and an empty review is not sent", async () => {
  const asked = serve({ ...ready, predict: [json(praise)], explain: [json(praiseExplained)] });
  render(<App />);
  const user = await type("{Control>}{Enter}{/Control}");
  expect(asked.some(({ path }) => path === "predict")).toBe(false);

  await user.type(screen.getByLabelText("Your review"), "lovely{Control>}{Enter}{/Control}");

  await screen.findByRole("region", { name: /^positive/ });
});

test("what the server refuses is told in its own words", async () => {
  serve({ ...ready, predict: [() => problem(413, "The body is larger than this server takes.")] });
  render(<App />);
  const user = await type("lovely");

  await user.click(screen.getByRole("button", { name: "What does it say?" }));

  expect((await screen.findByRole("alert")).textContent).toContain("The body is larger than this server takes.");
  expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
});

test("while the server is busy the page counts down, keeps the review and tries again by itself", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  serve({ ...ready, predict: [() => problem(429, "The queue is full.", { "Retry-After": "2" }), json(praise)], explain: [json(praiseExplained)] });
  render(<App />);
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
  await user.type(screen.getByLabelText("Your review"), "lovely");

  await user.click(screen.getByRole("button", { name: "What does it say?" }));

  expect((await screen.findByRole("status")).textContent).toContain("trying again in 2 s");
  expect((screen.getByLabelText("Your review") as HTMLTextAreaElement).value).toBe("lovely");
  await vi.advanceTimersByTimeAsync(2500);
  expect(await screen.findByRole("region", { name: /^positive/ })).toBeTruthy();
});

test("a server that is away is told, and found again when it is back", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  serve({ readyz: [away, json({ status: "ok" })], models: ready.models, predict: [json(praise)], explain: [json(praiseExplained)] });
  render(<App />);

  expect((await screen.findByRole("alert")).textContent).toContain("does not answer");
  await vi.advanceTimersByTimeAsync(3500);
  await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
  expect(screen.getByText(/Model: reviews \(bert, int8\)/)).toBeTruthy();
});

test("the visit's answers can be shown again and cleared", async () => {
  const blame = { ...praise, label: "negative", score: 0.8, scores: { negative: 0.8, positive: 0.2 } };
  serve({ ...ready, predict: [json(praise), json(blame)], explain: [json(praiseExplained), json({ ...blame, words: [] })] });
  render(<App />);
  const user = await type("first");
  await user.click(screen.getByRole("button", { name: "What does it say?" }));
  await screen.findByRole("region", { name: /^positive/ });
  await user.clear(screen.getByLabelText("Your review"));
  await user.type(screen.getByLabelText("Your review"), "second");
  await user.click(screen.getByRole("button", { name: "What does it say?" }));
  await screen.findByRole("region", { name: /^negative/ });

  await user.click(screen.getByRole("button", { name: /positive.*first/ }));
  expect(screen.getByRole("region", { name: /^positive/ })).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Clear" }));
  expect(screen.queryByRole("heading", { name: "This visit" })).toBeNull();
});

test("a truncated review says how much of it was read", async () => {
  const cut = { ...praise, truncated: true, charactersRead: 1200 };
  serve({ ...ready, predict: [json(cut)], explain: [json({ ...cut, words: [] })] });
  render(<App />);
  await userEvent.click(screen.getByRole("button", { name: "Plain praise" }));

  expect(await screen.findByText(/it read the first 1,200 of 71 characters/)).toBeTruthy();
});

test("the choice of colours is kept", async () => {
  serve(ready);
  const { unmount } = render(<App />);
  await userEvent.selectOptions(screen.getByLabelText("Colours"), "dark");
  expect(document.documentElement.dataset.theme).toBe("dark");
  unmount();

  render(<App />);
  expect((screen.getByLabelText("Colours") as HTMLSelectElement).value).toBe("dark");
});

test("axe finds nothing against the page with an answer on it", async () => {
  serve({ ...ready, predict: [json(praise)], explain: [json(praiseExplained)] });
  const { container } = render(<App />);
  await userEvent.click(screen.getByRole("button", { name: "Irony" }));
  await screen.findByText(/Most for positive/);

  const { violations } = await axe.run(container, { rules: { region: { enabled: false } } });

  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
});
