import { createServer } from "node:net";
import { unanswered } from "../../../simulators/kit/unanswered.ts";
import { freePort } from "../../../support/free-port.mjs";

const problemOf = (url: string, withinMs: number): Promise<unknown> =>
  fetch(url, { signal: AbortSignal.timeout(withinMs) }).then(
    () => undefined,
    (problem: unknown) => problem,
  );

describe("a request that nobody answered", () => {
  test("ran out of time where somebody listens and says nothing", async () => {
    const port = await freePort();
    const silent = createServer((socket) => socket.on("error", () => undefined)).listen(port, "127.0.0.1");
    expect(unanswered(await problemOf(`http://127.0.0.1:${port}`, 50))).toBe("http_timeout");
    silent.close();
  });

  test("found nobody where no one listens", async () => {
    expect(unanswered(await problemOf(`http://127.0.0.1:${await freePort()}`, 5000))).toBe("connection_failed");
  });
});
