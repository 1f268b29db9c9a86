import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// `npm run dev` shows the page at Vite's own port and asks a server started with `./course serve`.
const api = "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react()],
  base: "./",
  build: { assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { proxy: Object.fromEntries(["/predict", "/explain", "/models", "/readyz"].map((path) => [path, api])) },
  test: { environment: "happy-dom", include: ["tests/**/*.test.tsx", "tests/**/*.test.ts"] },
});
