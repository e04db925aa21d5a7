import { startSimServer } from "../simulators/kit/http.ts";
import { type Json, parseJson, textAt } from "../simulators/kit/json.ts";
import type { SimRequest } from "../simulators/kit/routes.ts";
import type { World } from "../simulators/world.ts";

/** An app at the other end of the simulated chat services that only listens and answers as it is told. */
export interface ListeningApp {
  /** The payloads of everything that people did, in order. */
  readonly heard: readonly Json[];
  /** What it answers to payloads of a type, and to invokes of a name; nothing unless said. */
  readonly answers: Map<string, unknown>;
  close(): Promise<void>;
}

const payloadOf = (text: string): Json =>
  parseJson(text) ?? parseJson(new URLSearchParams(text).get("payload") ?? "null") ?? null;

/** Puts it in the place of the product. */
export const listenIn = async (world: World): Promise<ListeningApp> => {
  const heard: Json[] = [];
  const answers = new Map<string, unknown>();
  const handler = ({ text }: SimRequest) => {
    const payload = payloadOf(text);
    heard.push(payload);
    return { status: 200, body: answers.get(textAt(payload, "name") ?? textAt(payload, "type") ?? "") };
  };
  const server = await startSimServer({
    ...world.sim,
    service: "listening-app",
    routes: ["/slack/events", "/api/messages"].map((path) => ({ method: "POST", path, handler })),
  });
  world.slack.listenAt(`${server.url}/slack/events`);
  world.teams?.listenAt(`${server.url}/api/messages`);
  return { heard, answers, close: () => server.close() };
};
