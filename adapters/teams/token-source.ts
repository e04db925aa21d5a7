import { timesMs } from "./limits.ts";

export interface Token {
  readonly token: string;
  /** Unix milliseconds. */
  readonly expiresAt: number;
}

/** Asks for a new token, in one attempt. @throws TeamsCallFailed at stage `token` */
export type AskForToken = () => Promise<Token>;

/** A token is renewed when this much of its time is left. */
const renewBeforeMs = 5 * 60_000;

/** The bot's own tokens, each used until shortly before it expires. */
export class TokenSource {
  private readonly ask: AskForToken;
  private current: { readonly token: Promise<string>; renewAt: number } | undefined;

  constructor(ask: AskForToken) {
    this.ask = ask;
  }

  /** @throws TeamsCallFailed at stage `token` */
  token(): Promise<string> {
    if (this.current && Date.now() < this.current.renewAt) return this.current.token;
    // Everybody who asks meanwhile waits for the same answer.
    const next = {
      token: this.request((renewAt) => Object.assign(next, { renewAt })),
      renewAt: Date.now() + timesMs.call,
    };
    this.current = next;
    next.token.catch(() => {
      if (this.current === next) this.current = undefined;
    });
    return next.token;
  }

  /** The token in use was refused: the next one is a new one. */
  forget(): void {
    this.current = undefined;
  }

  private async request(renewAt: (at: number) => void): Promise<string> {
    const { token, expiresAt } = await this.ask();
    const now = Date.now();
    renewAt(now + Math.max(timesMs.call, expiresAt - now - renewBeforeMs));
    return token;
  }
}
