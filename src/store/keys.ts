/** Every Redis key of the product, in one place. The prefix lets installations and tests share a server. */
export class Keys {
  private readonly prefix: string;

  constructor(prefix = "ic:") {
    this.prefix = prefix;
  }

  /** Sorted set of one kind of alarm: id by the wall time at which it is due. The truth behind the queue's jobs. */
  readonly due = (alarm: string): string => `${this.prefix}due:${alarm}`;
  /** Hash `epoch`, `wakeSeq`: who may write, and whether something new was said. */
  readonly alarm = (alarm: string, id: string): string => `${this.prefix}alarm:${alarm}:${id}`;

  readonly operation = (id: string): string => `${this.prefix}operation:${id}`;
  readonly journal = (id: string): string => `${this.prefix}journal:${id}`;
  readonly interconnect = (uid: string): string => `${this.prefix}interconnect:${uid}`;
  /** Hash name → uid: the names in use. */
  readonly names = (): string => `${this.prefix}names`;
  /** Hash /30 → uid: the peering subnets in use. Aligned /30s are equal or apart, so equality is overlap. */
  readonly slash30s = (): string => `${this.prefix}slash30s`;
  /** Hash: who changes an interconnect or holds a shared resource right now. */
  readonly lock = (what: string): string => `${this.prefix}lock:${what}`;
  /** Hash environment, or everywhere → the freeze that stands there. */
  readonly freezes = (): string => `${this.prefix}freezes`;
  /** Hash environment, or everywhere → when the newest word about its freezes was said that was done. */
  readonly freezesSaid = (): string => `${this.prefix}freezes-said`;
  /** The freeze that an act has begun or ended. */
  readonly freezeAct = (act: string): string => `${this.prefix}freeze-act:${act}`;
  readonly request = (id: string): string => `${this.prefix}request:${id}`;
  /** Sorted set of the verifications that a person began within the last minute, by wall time. */
  readonly verifications = (environment: string, person: string): string =>
    `${this.prefix}verifications:${environment}:${person}`;
  /** Sorted set of requests that wait for approval, by their end. */
  readonly openRequests = (): string => `${this.prefix}requests:open`;

  /** Hash of a thread: its place, the card it wants, what was sent of it. */
  readonly thread = (id: string): string => `${this.prefix}thread:${id}`;
  /** Hash first message → thread, for one channel. */
  readonly threadRefs = (platform: string, channel: string): string =>
    `${this.prefix}thread-refs:${platform}:${channel}`;
  /** List of messages that wait, oldest first. */
  readonly outbox = (thread: string): string => `${this.prefix}outbox:${thread}`;
  /** Set of message ids ever appended to a thread: a replay says nothing twice. */
  readonly said = (thread: string): string => `${this.prefix}said:${thread}`;
  readonly deadLetters = (): string => `${this.prefix}dead-letters`;

  /** Hash of conversations in which a platform can be spoken to, by their id. */
  readonly conversations = (platform: string): string => `${this.prefix}conversations:${platform}`;
  /** Hash of people who were heard: name, personal conversation. */
  readonly acquaintances = (): string => `${this.prefix}acquaintances`;

  /** One act of a person, until it is worked on. */
  readonly incoming = (id: string): string => `${this.prefix}incoming:${id}`;
  readonly seen = (id: string): string => `${this.prefix}seen:${id}`;

  /** What a person filled in, kept for "Fix and send again". */
  readonly draft = (id: string): string => `${this.prefix}draft:${id}`;

  /** Written last before waiting for the disk. */
  readonly durableMark = (): string => `${this.prefix}durable-mark`;

  readonly audit = (): string => `${this.prefix}audit`;
  readonly budget = (bucket: string): string => `${this.prefix}budget:${bucket}`;
  /** What the latest survey of an environment offers search fields. */
  readonly choices = (environment: string): string => `${this.prefix}choices:${environment}`;
  readonly queuePrefix = (): string => `${this.prefix}queue`;
}
