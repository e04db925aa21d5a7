import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const answerAfterMs = 20;
const answer = JSON.stringify({ provisioningState: "Updating" });

/** A cloud in which nothing ever gets ready: every GET is answered after 20 ms. */
export async function startLookCloud(): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer((_request, response) => {
    setTimeout(() => response.writeHead(200, { "content-type": "application/json" }).end(answer), answerAfterMs);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
