import { defineConfig } from "vitest/config";

// The page in a real browser against a real server: PAGE_URL says where it listens, CHROMIUM which browser, SCREENSHOTS where pictures go.
export default defineConfig({
  test: { include: ["e2e/**/*.test.ts"], testTimeout: 120_000, hookTimeout: 120_000, fileParallelism: false },
});
