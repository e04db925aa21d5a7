import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { serve } from "./serve.ts";

/** Somebody who, once told to forget, closes all kept connections as soon as one of them is used again. */
export async function serveForgetfully(answer: (response: ServerResponse) => void) {
  const known = new Set<Socket>();
  const kept = new Set<Socket>();
  const asked: ("kept" | "new")[] = [];
  const { url, close } = await serve(({ socket }, response) => {
    known.add(socket);
    asked.push(kept.has(socket) ? "kept" : "new");
    if (kept.has(socket)) for (const one of kept) one.destroy();
    else answer(response);
  });
  return {
    url,
    close,
    /** Over which kind of connection each request came, oldest first. */
    asked,
    /** How many connections it will forget. */
    forget(): number {
      for (const one of known) kept.add(one);
      return kept.size;
    },
  };
}
