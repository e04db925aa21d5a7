import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { TeamsConfig } from "../../src/config/teams.ts";
import { Clerk, type ClerkOptions } from "./clerk.ts";
import { createConnector } from "./create-connector.ts";
import { Gate } from "./gate.ts";
import type { HttpAnswer } from "./invoke.ts";
import { NameBook } from "./name-book.ts";
import { Turns } from "./turns.ts";

export interface TeamsReceiverOptions extends Omit<ClerkOptions, "connector"> {
  readonly config: TeamsConfig;
}

/** Answers Teams' requests; belongs under `/api/messages` of the process's own server. */
export function createTeamsReceiver({ config, ...options }: TeamsReceiverOptions): RequestListener {
  const { log, desk, book, say } = options;
  const connector = createConnector(config);
  const gate = new Gate(config, log);
  const turns = new Turns({
    clerk: new Clerk({ ...options, connector }),
    names: new NameBook(connector, book),
    desk,
    say,
    log,
  });
  return (request, response) => void serve(request, response);

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const passage = await gate.pass(request);
    if (passage.kind === "refused") {
      // What follows of the body is not read.
      response.writeHead(passage.status, { connection: "close" }).end();
      return;
    }
    try {
      answer(response, await turns.heard(passage.activity));
    } catch (err) {
      log.error({ err }, "an activity of Teams could not be taken");
      // Teams may bring it again.
      answer(response, { status: 503 });
    }
  }
}

function answer(response: ServerResponse, { status, body }: HttpAnswer): void {
  if (body === undefined) response.writeHead(status).end();
  else response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
