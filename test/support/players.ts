import type { Sending } from "../simulators/slack/delivery/carrier.ts";
import type { Receipt } from "../simulators/slack/delivery/courier.ts";
import type { SlackSimulator } from "../simulators/slack/simulator.ts";
import type { Message } from "../simulators/slack/workspace/messages.ts";
import { type ChannelView, home, idOf, wordsOf } from "./channel-view.ts";
import { type Budget, eventually } from "./eventually.ts";

/** A line that asks for an interconnect between two new networks; each number gives it ranges of its own. */
export function createLine(name: string, number: number, more: Readonly<Record<string, string>> = {}): string {
  const given = {
    name,
    env: "prod",
    bandwidth: "1",
    vnet: `new:10.${100 + number}.0.0/16`,
    vcn: `new:10.${200 + number}.0.0/20`,
    reason: '"moving house"',
    ...more,
  };
  return `create ${Object.entries(given)
    .map(([argument, value]) => `${argument}=${value}`)
    .join(" ")}`;
}

/** Dana asks; Alex and Sam may approve. Everything they do goes to the product as signed requests. */
export class Players {
  private readonly slack: SlackSimulator;
  private readonly view: ChannelView;
  private readonly report: () => string;

  constructor(slack: SlackSimulator, view: ChannelView, report: () => string) {
    this.slack = slack;
    this.view = view;
    this.report = report;
  }

  /** Waits for what people see; what they see instead is in the error. */
  async sees<State>(
    look: () => State | Promise<State>,
    budget: Budget = {},
  ): Promise<Exclude<State, false | undefined>> {
    try {
      return await eventually(look, { withinMs: 20_000, ...budget });
    } catch (cause) {
      throw new Error(`${String(cause)}\n\nWhat people saw:\n${this.report()}`, { cause });
    }
  }

  /** Types a line after `/interconnect`. */
  async types(who: string, line: string, where = home): Promise<Receipt> {
    const { receipt } = await this.slack.player.slashCommand(who, where, `/interconnect ${line}`);
    return receipt;
  }

  /** Does something and waits for the first new word that only `who` sees and that matches. */
  async hears(who: string, what: RegExp, act: () => Promise<unknown>): Promise<string> {
    const before = this.view.heardBy(who).length;
    await act();
    const heard = await this.sees(() =>
      this.view
        .heardBy(who)
        .slice(before)
        .find((one) => what.test(wordsOf(one))),
    );
    return wordsOf(heard);
  }

  /** Asks in one line and waits for the card on which it is decided. */
  async asks(line: string, who = "dana"): Promise<Message> {
    const name = / name=(\S+)/.exec(line)?.[1] ?? "";
    const earlier = this.view.card(name);
    await this.types(who, line);
    return this.sees(() => {
      const card = this.view.card(name);
      return card !== earlier && card;
    });
  }

  /** Opens the form for an interconnect between two new networks and waits until it asks for their ranges. */
  async opensForm(who: string, line: string): Promise<string> {
    const { player } = this.slack;
    await this.types(who, line);
    const { viewId } = player.modalOf(who);
    for (const network of ["vnet", "vcn"]) {
      await player.clickInView({ who, viewId, actionId: `${network}-is`, value: "new" });
      await this.sees(() => this.formOf(who).includes(`"action_id":"${network}-range"`));
    }
    return viewId;
  }

  /** The form in front of somebody, as Slack was told to draw it. */
  formOf(who: string): string {
    return JSON.stringify(this.slack.player.modalOf(who));
  }

  /** Presses a button of an interconnect's card. */
  async presses(
    who: string,
    button: string,
    name: string,
    how: { stale?: boolean; sending?: Sending } = {},
  ): Promise<Receipt> {
    const card = await this.sees(() => this.view.card(name));
    return this.pressesOn(who, button, card, how);
  }

  pressesOn(
    who: string,
    button: string,
    { channel, ts }: Message,
    { stale, sending }: { stale?: boolean; sending?: Sending } = {},
  ): Promise<Receipt> {
    return this.slack.player.click({ who, on: { channel, ts }, actionId: button, stale }, sending);
  }

  approves(name: string, who = "alex"): Promise<Receipt> {
    return this.presses(who, "approve", name);
  }

  async rejects(name: string, reason: string, who = "alex"): Promise<void> {
    await this.presses(who, "reject", name);
    const { viewId } = this.slack.player.modalOf(who);
    await this.slack.player.submitView({ who, viewId, entries: { reason } });
  }

  /** Asks, has it approved, and waits for the verdict in its thread. */
  async builds(line: string): Promise<Message> {
    const name = / name=(\S+)/.exec(line)?.[1] ?? "";
    await this.asks(line);
    await this.approves(name);
    return this.result(name);
  }

  /** Waits for the result at the end of a build. */
  result(name: string, budget: Budget = {}): Promise<Message> {
    return this.sees(() => this.view.thread(name).find((one) => idOf(one)?.endsWith("/end")), {
      withinMs: 40_000,
      ...budget,
    });
  }
}
