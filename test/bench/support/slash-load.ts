import { createHmac } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { Agent, request } from "undici";

/** Whom slash commands go to, and in whose name. */
export interface SlashTarget {
  readonly url: string;
  readonly signingSecret: string;
  readonly teamId: string;
  readonly userId: string;
  readonly channelId: string;
}

/** What came of some commands: how long each took to be acknowledged, and how many were not. */
export interface Acknowledged {
  readonly tookMs: readonly number[];
  readonly failed: number;
  readonly seconds: number;
}

/** Sends slash commands as Slack does, signed and each with a trigger of its own. */
export class SlashLoad {
  private readonly agent = new Agent({ connections: 64 });
  private readonly target: SlashTarget;
  private sent = 0;

  constructor(target: SlashTarget) {
    this.target = target;
  }

  /** So many a second for a while, whether the others were answered or not. */
  async offer(perSecond: number, forMs: number): Promise<Acknowledged> {
    const started = performance.now();
    const answers: Promise<number | undefined>[] = [];
    for (let index = 0; index < (perSecond * forMs) / 1_000; index += 1) {
      await pause(Math.max(0, started + (index * 1_000) / perSecond - performance.now()));
      answers.push(this.send());
    }
    return summary(await Promise.all(answers), started);
  }

  /** As many as are taken by so many senders who each wait for their answer. */
  async press(senders: number, forMs: number): Promise<Acknowledged> {
    const started = performance.now();
    const answers: (number | undefined)[] = [];
    const sendOn = async (): Promise<void> => {
      while (performance.now() - started < forMs) answers.push(await this.send());
    };
    await Promise.all(Array.from({ length: senders }, sendOn));
    return summary(answers, started);
  }

  close(): Promise<void> {
    return this.agent.close();
  }

  /** How long until the acknowledgement; undefined when there was none. */
  private async send(): Promise<number | undefined> {
    const { url, signingSecret } = this.target;
    const body = this.form();
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const digest = createHmac("sha256", signingSecret).update(`v0:${timestamp}:${body}`).digest("hex");
    const headers = {
      "content-type": "application/x-www-form-urlencoded",
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": `v0=${digest}`,
    };
    const started = performance.now();
    try {
      const answer = await request(url, { method: "POST", headers, body, dispatcher: this.agent });
      // A refusal is told in the body of an acknowledgement; a command that is taken has none.
      const said = await answer.body.text();
      return answer.statusCode === 200 && said === "" ? performance.now() - started : undefined;
    } catch {
      return undefined;
    }
  }

  private form(): string {
    this.sent += 1;
    const { teamId, userId, channelId } = this.target;
    return new URLSearchParams({
      team_id: teamId,
      channel_id: channelId,
      channel_name: "network",
      user_id: userId,
      command: "/interconnect",
      text: "list",
      api_app_id: "A0BENCH",
      response_url: "https://hooks.slack.com/commands/bench",
      trigger_id: `bench.${this.sent}.${Date.now()}`,
    }).toString();
  }
}

function summary(answers: readonly (number | undefined)[], started: number): Acknowledged {
  const tookMs = answers.filter((took) => took !== undefined);
  return { tookMs, failed: answers.length - tookMs.length, seconds: (performance.now() - started) / 1_000 };
}
