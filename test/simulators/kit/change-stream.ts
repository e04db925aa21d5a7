import { PassThrough } from "node:stream";
import type { Changes } from "./changes.ts";
import type { Route } from "./routes.ts";

/** Changes as Server-Sent Events: the topic is the event's name, the rest its data. */
export const changeStreamRoute = (path: string, changes: Changes): Route => ({
  method: "GET",
  path,
  handler() {
    const body = new PassThrough();
    const stop = changes.listen(({ topic, subject }) => {
      body.write(`event: ${topic}\ndata: ${JSON.stringify(subject)}\n\n`);
    });
    body.on("close", stop);
    body.write(": connected\n\n");
    const headers = { "content-type": "text/event-stream", "cache-control": "no-store" };
    return { status: 200, headers, body };
  },
});
