import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type Json, type JsonObject, parseJson, textAt } from "../../kit/json.ts";
import { type Unanswered, unanswered } from "../../kit/unanswered.ts";
import { channelAuthorization, type TokenFlaw } from "../identity/tokens.ts";
import { WALL_MS } from "../limits.ts";
import type { Tenant } from "../tenant/tenant.ts";

/** An activity on its way to the bot. */
export interface Packet {
  /** What it is, for the journal: `message status`, `adaptiveCard/action approve`. */
  readonly what: string;
  readonly activity: JsonObject;
}

/** How to send it otherwise than well and at once. */
export interface Sending {
  /** What is wrong with the token. */
  readonly token?: TokenFlaw | undefined;
  /** Makes another activity of it, such as one from another tenant. */
  readonly change?: ((activity: JsonObject) => JsonObject) | undefined;
  /** This text in place of the activity. */
  readonly body?: string | undefined;
  /** Brings it so many wall ms late. */
  readonly afterMs?: number | undefined;
}

/** How the bot answered an activity; `id` finds it in the journal and repeats it. */
export interface Receipt {
  readonly id: string;
  /** HTTP status; 0 without an answer. */
  readonly status: number;
  readonly latencyMs: number;
  /** The answer's JSON, or its text; undefined when it is empty. */
  readonly body: Json | undefined;
  readonly failure: Unanswered | "http_error" | undefined;
}

type Answer = Omit<Receipt, "id">;

/** Brings activities to the bot under tokens of the channel, and writes down how that went. */
export class Courier {
  private readonly tenant: Tenant;
  private readonly packets = new Map<string, Packet>();

  constructor(tenant: Tenant) {
    this.tenant = tenant;
  }

  /** Never rejects: what went wrong is in the receipt. */
  async send(packet: Packet, sending: Sending = {}, retry = 0): Promise<Receipt> {
    const id = randomUUID();
    this.packets.set(id, packet);
    if (sending.afterMs) await sleep(sending.afterMs, undefined, { ref: false });
    const answer = await this.carry(packet, sending);
    this.tenant.journal.deliver({
      id,
      kind: textAt(packet.activity, "type") ?? "",
      what: packet.what,
      by: "http",
      retry,
      status: answer.status,
      latencyMs: answer.latencyMs,
      acknowledged: answer.failure === undefined,
      problem: answer.failure,
      atWallMs: Date.now(),
    });
    return { id, ...answer };
  }

  /** Brings the same activity once more. */
  repeat(id: string, sending: Sending = {}): Promise<Receipt> {
    const packet = this.packets.get(id);
    if (!packet) throw new RangeError(`no delivery ${id}`);
    return this.send(packet, sending, 1);
  }

  private async carry({ activity }: Packet, { token, change, body }: Sending): Promise<Answer> {
    const startedMs = performance.now();
    const tookMs = () => performance.now() - startedMs;
    const { endpoint } = this.tenant.bot;
    if (endpoint === undefined) return { status: 0, latencyMs: 0, body: undefined, failure: "connection_failed" };
    const authorization = channelAuthorization(this.tenant, token);
    try {
      const response = await fetch(endpoint, {
        method: "POST",
        headers: {
          "content-type": "application/json; charset=utf-8",
          "user-agent": "Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)",
          ...(authorization !== undefined && { authorization }),
        },
        body: body ?? JSON.stringify(change ? change(activity) : activity),
        redirect: "manual",
        signal: AbortSignal.timeout(activity["type"] === "invoke" ? WALL_MS.invoke : WALL_MS.turn),
      });
      const text = await response.text();
      const failure = response.ok ? undefined : "http_error";
      return {
        status: response.status,
        latencyMs: tookMs(),
        body: text === "" ? undefined : (parseJson(text) ?? text),
        failure,
      };
    } catch (problem) {
      return { status: 0, latencyMs: tookMs(), body: undefined, failure: unanswered(problem) };
    }
  }
}
