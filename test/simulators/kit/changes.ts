/** What just changed, for the event stream: a topic such as `message.posted`, and where to look. */
export interface Change {
  readonly topic: string;
  readonly subject: Readonly<Record<string, unknown>>;
}

/** Tells whoever listens that something changed. A listener that throws is a bug and stops the caller. */
export class Changes {
  private readonly listeners = new Set<(change: Change) => void>();

  /** Calls `listener` for every change until the returned function is called. */
  listen(listener: (change: Change) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  tell(topic: string, subject: Change["subject"]): void {
    for (const listener of this.listeners) listener({ topic, subject });
  }
}
