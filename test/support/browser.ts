import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";

const CHROMIUM = "/usr/bin/chromium";

const QUIET = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Nothing that a page names is fetched from elsewhere, nor looked up.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
];

/** Long, since it costs nothing where all is well: a machine that runs everything else too answers late. */
const PATIENCE_MS = 40_000;

/** How a page is looked at. */
export interface Look {
  readonly width: number;
  readonly height: number;
  readonly dark?: boolean;
  readonly touch?: boolean;
  /** What is there once the page is drawn: the mark that our own page sets, unless said. */
  readonly drawn?: string;
}

export const LAPTOP: Look = { width: 1440, height: 900 };
export const PHONE: Look = { width: 390, height: 844, touch: true };

/** A page of a real browser, with everything that it complained of. */
export interface OpenPage {
  readonly page: Page;
  readonly complaints: readonly string[];
  /** Takes a picture into a directory that is gone after the tests. */
  picture(name: string): Promise<string>;
}

/** One Chromium for the tests of a file; it ends after them. */
export function useBrowser(): { open(url: string, look?: Look): Promise<OpenPage> } {
  let browser: Browser;
  let dir: string;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
    dir = await mkdtemp(join(tmpdir(), "interconnect-pictures-"));
  });
  afterAll(async () => {
    await browser.close();
    await rm(dir, { recursive: true, force: true });
  });
  return {
    async open(url, { width, height, dark = false, touch = false, drawn = "body[data-ready]" } = LAPTOP) {
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme: dark ? "dark" : "light",
        hasTouch: touch,
        isMobile: touch,
        timezoneId: "Asia/Tokyo",
        reducedMotion: "reduce",
      });
      const page = await context.newPage();
      page.setDefaultTimeout(PATIENCE_MS);
      const complaints: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
      });
      page.on("pageerror", (problem) => complaints.push(problem.message));
      await page.goto(url);
      await page.waitForSelector(drawn);
      const picture = async (name: string): Promise<string> => {
        const path = join(dir, `${name}.png`);
        await page.screenshot({ path });
        return path;
      };
      return { page, complaints, picture };
    },
  };
}
