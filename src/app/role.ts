import type { Door } from "./server.ts";

/** A running role: what it answers over HTTP, and how it ends. */
export interface Role {
  readonly doors: readonly Door[];
  close(): Promise<void>;
}
