import type { Change, Changes } from "../../simulators/kit/changes.ts";

/** Tells what happens in a chat product as it happens, in plain text with virtual times. */

const clockTime = (ms: number): string => new Date(ms).toISOString().slice(11, 19);
const indented = (text: string, by: string): string => text.replace(/^(?=.)/gm, by);

const MARGIN = " ".repeat(10);
const THREAD_MARGIN = " ".repeat(14);

/** A message as it is told. */
export interface Told {
  readonly id: string;
  /** Who said it to whom, and how. */
  readonly head: string;
  readonly text: string;
  readonly inThread: boolean;
}

/** Where the messages come from. */
export interface StorySource {
  readonly changes: Changes;
  /** Virtual ms. */
  now(): number;
  /** The message of which something was told. */
  find(subject: Change["subject"]): Told | undefined;
}

/** One teller of one chat product. */
export class Story {
  private readonly source: StorySource;
  private readonly write: (text: string) => void;
  /** How an edited message began when it was last told. */
  private readonly titles = new Map<string, string>();

  constructor(source: StorySource, write: (text: string) => void) {
    this.source = source;
    this.write = write;
  }

  /** Tells everything from now on, until the function that it returns is called. */
  follow(): () => void {
    return this.source.changes.listen(({ topic, subject }) => {
      if (topic !== "message.posted" && topic !== "message.edited") return;
      const message = this.source.find(subject);
      if (message && topic === "message.posted") this.tellPost(message);
      else if (message) this.tellEdit(message);
    });
  }

  /** Tells what somebody does. */
  readonly narrate = (text: string): void => this.write(`\n${this.now()}  ${text.replace(/\.?$/, ".")}`);

  private tellPost({ id, head, text, inThread }: Told): void {
    this.titles.set(id, text.split("\n")[0] ?? "");
    this.write(`\n${this.now()}  ${head}\n${indented(text, inThread ? THREAD_MARGIN : MARGIN)}`);
  }

  /** An edit notifies nobody: it is told in a line, and only when the message begins differently. */
  private tellEdit({ id, text }: Told): void {
    const lines = text.split("\n").filter((line) => line !== "");
    const title = lines.slice(0, 2).join(" · ");
    if (this.titles.get(id) === title) return;
    this.titles.set(id, title);
    this.write(`${this.now()}  (the card now says) ${title}`);
  }

  private now(): string {
    return clockTime(this.source.now());
  }
}
