import { format } from "node:util";
import type { Log } from "./log.ts";

/** What SDKs print on their own goes into the log, reduced to its first line: they may print whole requests. */
export function captureConsole(log: Log): void {
  const to = (level: "debug" | "info" | "warn"): ((...words: unknown[]) => void) => {
    return (...words) =>
      log[level](
        {
          printed: format(...words)
            .split("\n", 1)[0]
            ?.slice(0, 200),
        },
        "console",
      );
  };
  Object.assign(console, {
    debug: to("debug"),
    log: to("debug"),
    info: to("debug"),
    warn: to("info"),
    error: to("warn"),
  });
}
