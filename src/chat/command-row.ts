/** The shape of the command table: one row a verb, one row an argument of it. */

export interface ArgumentRow {
  /** As typed before the `=`. */
  readonly name: string;
  /** One line: what it is, and what holds when it is left out. */
  readonly help: string;
  readonly example: string;
  /** True when the command cannot do without it; in a thread a required `name` is inferred. */
  readonly required?: boolean;
  /** True when it may be typed without its name, as the first word after the verb. */
  readonly positional?: boolean;
  /** True when `--name` alone means yes. */
  readonly flag?: boolean;
  /** The only values there are, when they can be listed. */
  readonly values?: readonly string[];
}

interface ExampleRow {
  readonly text: string;
  readonly does: string;
}

export interface CommandRow<Name extends string = string> {
  readonly verb: Name;
  /** One line by what people want to do. */
  readonly does: string;
  readonly usage: string;
  readonly examples: readonly ExampleRow[];
  readonly args: readonly ArgumentRow[];
  /** True when a mention in an interconnect's thread may leave the name out. */
  readonly infersName: boolean;
}
