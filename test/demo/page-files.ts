import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Route } from "../simulators/kit/routes.ts";

const DIRECTORY = fileURLToPath(new URL("page/", import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** Nothing from the network, nothing inline, no frame around it. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const headersOf = (name: string): Readonly<Record<string, string>> => ({
  "content-type": TYPES[extname(name)] ?? "application/octet-stream",
  "content-security-policy": POLICY,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
});

/** Microsoft's own renderer of Adaptive Cards, as its package has it for browsers. */
const RENDERER = dirname(createRequire(import.meta.url).resolve("adaptivecards/dist/adaptivecards.min.js"));

const fileRoute = async (path: string, file: string): Promise<Route> => {
  const body = await readFile(file, "utf8");
  return { method: "GET", path, handler: () => ({ status: 200, headers: headersOf(file), body }) };
};

/** The files of the page and of the card renderer, read once: nothing else can be asked for. */
export const pageFileRoutes = async (): Promise<readonly Route[]> => {
  const entries = await readdir(DIRECTORY, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(DIRECTORY.length));
  const files = names.map((name) => fileRoute(`/page/${name}`, join(DIRECTORY, name)));
  return Promise.all([
    fileRoute("/", join(DIRECTORY, "index.html")),
    fileRoute("/page/vendor/adaptivecards.js", join(RENDERER, "adaptivecards.min.js")),
    fileRoute("/page/vendor/adaptivecards.css", join(RENDERER, "adaptivecards.css")),
    ...files,
  ]);
};
