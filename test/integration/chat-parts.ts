import type { FormDeskOptions } from "../../src/chat/form-desk.ts";
import type { Incoming, JobSink } from "../../src/chat/ports.ts";
import { InterconnectError } from "../../src/domain/errors.ts";
import { personId } from "../../src/domain/ids.ts";
import { anEnvironment } from "../builders/environment.ts";

/** What the tests of every chat adapter put around it. */

/** A sink in memory that takes each act once, as the real one does, and can be out of reach. */
export class Inbox implements JobSink {
  readonly taken: Incoming[] = [];
  readonly duplicates: Incoming[] = [];
  reachable = true;
  /** Somebody of no platform. */
  readonly nobody = personId("nobody");

  accept(incoming: Incoming): Promise<"taken" | "duplicate"> {
    if (!this.reachable) {
      return Promise.reject(
        new InterconnectError({ code: "RedisUnavailable", kind: "transient", message: "Redis is silent." }),
      );
    }
    const known = this.taken.some(({ dedupeId }) => dedupeId === incoming.dedupeId);
    (known ? this.duplicates : this.taken).push(incoming);
    return Promise.resolve(known ? "duplicate" : "taken");
  }
}

/** The key that the posters of tests put in. */
export const testServiceKey = "1f2e3d4c-0000-4111-8222-abcdefabcdef";

export const defaultDesk: FormDeskOptions = {
  environments: [anEnvironment(), anEnvironment({ name: "test" })],
  environmentsFor: () => Promise.resolve([anEnvironment(), anEnvironment({ name: "test" })]),
  readDraft: () => Promise.resolve(undefined),
  requested: () => Promise.resolve({ name: "erp" }),
  suggest: ({ source, typed }) =>
    Promise.resolve(
      ["hub", "spoke-a", "spoke-b"]
        .filter((name) => name.includes(typed))
        .map((name) => ({ value: `${source}/${name}`, label: name, description: "in uksouth" })),
    ),
};

/** A stream whose lines are kept. */
export function collecting(lines: string[]): NodeJS.WritableStream {
  const { stdout } = process;
  return Object.assign(Object.create(stdout) as NodeJS.WritableStream, {
    write: (line: string) => lines.push(line) > 0,
  });
}
