import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

const need = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`The environment variable ${name} is missing: tests/Course.Tests/PageTests.cs starts these tests.`);
  return value;
};
const url = need("PAGE_URL");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const phone = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };

let browser: Browser;
let complaints: string[] = [];

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: need("CHROMIUM"), args: ["--no-sandbox"] });
});
afterAll(() => browser?.close());
// A blocked script, a style that the security policy forbids or an error of ours would stand here.
afterEach(() => expect(complaints).toEqual([]));

async function open(options: BrowserContextOptions = {}): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1200, height: 800 }, ...options })).newPage();
  complaints = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(url);
  await page.getByText(/^Model: /).waitFor();
  return page;
}

const screenshot = (page: Page, name: string) => page.screenshot({ path: join(need("SCREENSHOTS"), `${name}.png`), fullPage: true });

async function askExample(page: Page, name: string, label: string) {
  await page.getByRole("button", { name }).click();
  await page.getByRole("region", { name: new RegExp(`^${label} `) }).waitFor();
  await page.getByText(/^(Most |No single word)/).waitFor();
}

async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const run = (globalThis as unknown as { axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe;
    return (await run.run()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
  });
}

for (const [name, options] of [
  ["light", { colorScheme: "light" }],
  ["dark", { colorScheme: "dark" }],
  ["phone", { ...phone, colorScheme: "light" }],
  ["phone-dark", { ...phone, colorScheme: "dark" }],
] as [string, BrowserContextOptions][]) {
  test(`praise and blame are told apart, on a page that axe finds nothing against (${name})`, async () => {
    const page = await open(options);

    await askExample(page, "Plain praise", "positive");
    await askExample(page, "Plain blame", "negative");

    expect(await page.locator(".review mark").count()).toBeGreaterThan(0);
    await screenshot(page, name);
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });
}

test("the whole way works from the keyboard", async () => {
  const page = await open();
  const focused = () => page.evaluate(() => document.activeElement?.textContent || document.activeElement?.tagName);

  await page.keyboard.press("Tab"); // Colours
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("TEXTAREA");
  await page.keyboard.type("A tender, generous film with a wonderful cast.");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("region", { name: /^positive / }).waitFor();
  await page.keyboard.press("Tab");
  expect(await focused()).toBe("What does it say?");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab"); // the second example
  await page.keyboard.press("Enter");
  await page.getByRole("region", { name: /^negative / }).waitFor();

  expect(await page.getByRole("heading", { name: "This visit" }).isVisible()).toBe(true);
  expect(await page.locator(".history li").count()).toBe(2);
});

test("a chosen theme goes before the system's and is still there after a reload", async () => {
  const page = await open({ colorScheme: "light" });
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await paper();

  await page.getByLabel("Colours").selectOption("dark");
  const dark = await paper();
  await page.reload();

  expect(dark).not.toBe(light);
  expect(await paper()).toBe(dark);
});

test("a very long review is answered, and the page says how much of it was read", async () => {
  const page = await open();

  await page.getByLabel("Your review").fill("A tender, generous film with a wonderful cast. ".repeat(300));
  await page.getByRole("button", { name: "What does it say?" }).click();

  await page.getByText(/it read the first [\d,]+ of 14,100 characters/).waitFor();
  await page.getByText(/^(Most |No single word)/).waitFor();
});

test("a server that goes away is told, and the review is asked again when it is back", async () => {
  const page = await open();
  await page.route(/predict|readyz/, (route) => route.abort());
  await page.getByLabel("Your review").fill("A tender, generous film.");
  await page.getByRole("button", { name: "What does it say?" }).click();

  await page.getByRole("alert").waitFor();
  await screenshot(page, "server-away");
  expect(await page.getByLabel("Your review").inputValue()).toBe("A tender, generous film.");
  await page.unroute(/predict|readyz/);
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("region", { name: /^positive / }).waitFor();
  complaints = complaints.filter((complaint) => !complaint.includes("net::ERR_FAILED"));
});

test("a busy server is told with the seconds left, and the answer comes by itself", async () => {
  const page = await open();
  let refusals = 0;
  await page.route(/predict/, (route) =>
    refusals++ > 0
      ? route.continue()
      : route.fulfill({ status: 429, headers: { "Retry-After": "2" }, contentType: "application/problem+json", body: JSON.stringify({ detail: "The queue is full." }) }),
  );
  await page.getByRole("button", { name: "Plain praise" }).click();

  await page.getByText(/The server is busy/).waitFor();
  await screenshot(page, "server-busy");
  await page.getByRole("region", { name: /^positive / }).waitFor();
  complaints = complaints.filter((complaint) => !complaint.includes("429"));
});
