import { createHash } from "node:crypto";
import type { Card } from "../chat/card.ts";
import type { FormView } from "../chat/form.ts";
import type { Destination, Incoming, Outgoing } from "../chat/ports.ts";
import { threadOf } from "../store/outbox.ts";
import type { VerbPorts } from "./ports.ts";

/** A short id that the same act always gets, so that a replay of it makes nothing twice. */
export function idOf(incoming: Incoming, purpose: string): string {
  const digest = createHash("sha256").update(`${purpose}/${incoming.dedupeId}`).digest("hex");
  // A letter in front keeps it fit for names in both clouds.
  return `i${BigInt(`0x${digest.slice(0, 16)}`)
    .toString(36)
    .padStart(13, "0")
    .slice(0, 9)}`;
}

/** Answers one act: in the thread where the bot was mentioned, to the open form, or to the person alone. */
export class Answer {
  private readonly ports: VerbPorts;
  private readonly incoming: Incoming;
  private count = 0;

  constructor(ports: VerbPorts, incoming: Incoming) {
    this.ports = ports;
    this.incoming = incoming;
  }

  /** Says it where everybody in the thread may read it, else to the person alone. */
  async openly(card: Card): Promise<void> {
    const thread = await this.ports.outbox.threadAt(this.incoming.place);
    const mentioned = this.incoming.act.kind === "command" && thread !== undefined;
    await this.send({ ...this.next(mentioned ? { to: "thread", thread } : this.alone()), card });
  }

  /** A passing word to the person alone. */
  async privately(card: Card): Promise<void> {
    await this.send(this.word(card));
  }

  /** The same, to go along with a transaction. */
  word(card: Card): Outgoing {
    return { ...this.next(this.alone()), card };
  }

  /** To the person directly: seen later and on the phone. */
  async later(card: Card): Promise<void> {
    await this.send({ ...this.next({ to: "person", person: this.incoming.person }), card });
  }

  /** What the open form becomes; `card` is said directly when there is no form, or when it was closed meanwhile. */
  message(form: FormView, card: Card): Outgoing {
    const formId = this.formId();
    if (formId === undefined) return { ...this.next(this.alone()), card };
    return { ...this.next({ to: "form", person: this.incoming.person, formId }), form, card };
  }

  async send(message: Outgoing): Promise<void> {
    await this.ports.ring("threads", await this.ports.outbox.sayNow(message));
  }

  /** Rings for messages that went along with a transaction. */
  async ring(messages: readonly Outgoing[]): Promise<void> {
    await this.ports.ring(
      "threads",
      messages.map((message) => threadOf(message.destination)),
    );
  }

  private formId(): string | undefined {
    const { act } = this.incoming;
    return act.kind === "action" ? undefined : act.formId;
  }

  private alone(): Destination {
    const { person, place, act } = this.incoming;
    if (place.direct) return { to: "person", person };
    // What else is said about the same line stands beside the first word.
    const typed = act.kind === "command" && act.typed && this.count === 0;
    return { to: "aside", person, place, ...(typed && { typed }) };
  }

  private next(destination: Destination): Pick<Outgoing, "id" | "destination"> {
    this.count += 1;
    return { id: `act/${this.incoming.dedupeId}/${this.count}`, destination };
  }
}
