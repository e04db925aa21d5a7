import { randomBytes } from "node:crypto";
import { WALL_MS } from "../limits.ts";

interface Trigger {
  readonly person: string;
  /** The view it was given in, if any: only then may another view be pushed. */
  readonly viewId?: string | undefined;
  readonly atWallMs: number;
  used: boolean;
}

/** Why a trigger opens nothing, in Slack's words. */
export type TriggerRefusal = "invalid_trigger_id" | "expired_trigger_id" | "exchanged_trigger_id";

/** The permissions to open a modal that interactions give: good once, for 3 s of wall time. */
export class Triggers {
  private readonly issued = new Map<string, Trigger>();

  issue(person: string, viewId?: string): string {
    const id = `${Date.now()}.${this.issued.size + 1}.${randomBytes(16).toString("hex")}`;
    this.issued.set(id, { person, viewId, atWallMs: Date.now(), used: false });
    return id;
  }

  /** Uses up a trigger; says for whom and where it was given, or why it is worth nothing. */
  exchange(id: string): { person: string; viewId?: string | undefined } | TriggerRefusal {
    const trigger = this.issued.get(id);
    if (!trigger) return "invalid_trigger_id";
    if (trigger.used) return "exchanged_trigger_id";
    if (Date.now() - trigger.atWallMs > WALL_MS.trigger) return "expired_trigger_id";
    trigger.used = true;
    return trigger;
  }
}
