import { z } from "zod";
import { InterconnectError } from "../../src/domain/errors.ts";
import type { StepNode } from "../../src/graph/records.ts";
import type { AnyStep, Leave } from "../../src/graph/step.ts";
import { defineStep } from "../../src/graph/step.ts";

/** What the engine's tests use as clouds: one address. */
export interface ThingClouds {
  readonly url: string;
}

interface ThingParams {
  readonly name: string;
  readonly usualMs: number;
}

interface SeenThing {
  readonly ready: boolean;
}

/** A step over `ThingServer`, written as a cloud's step is. */
export const thingStep: AnyStep<ThingClouds> = defineStep<ThingClouds, ThingParams, SeenThing>(
  {
    kind: "thing",
    usualMs: ({ usualMs }) => usualMs,
    deadlineMs: () => 3_600_000,
    async observe({ name }, { clouds }) {
      const answer = await call(`${clouds.url}/things/${name}`, "GET");
      return answer.status === 404 ? undefined : ((await answer.json()) as SeenThing);
    },
    async ensure({ name }, { clouds }, leave) {
      await call(`${clouds.url}/things/${name}`, "PUT", leave);
    },
    settled({ name }, observed) {
      return observed?.ready
        ? { state: "done", outputs: { name } }
        : { state: "waiting", reason: `${name} is not ready` };
    },
    async destroy({ name }, _observed, { clouds }, leave) {
      await call(`${clouds.url}/things/${name}`, "DELETE", leave);
    },
  },
  z.object({ name: z.string(), usualMs: z.number() }).parse,
);

export function thingNode(name: string, needs: readonly string[] = [], usualMs = 1_000): StepNode {
  return { id: name, kind: "thing", direction: "build", needs, params: { name, usualMs }, title: name, side: "azure" };
}

async function call(url: string, method: string, leave?: Leave): Promise<Response> {
  leave?.check();
  const answer = await attempt(url, method, leave);
  if (answer.ok || answer.status === 404) return answer;
  const blocked = answer.status === 403;
  throw new InterconnectError({
    code: blocked ? "CloudForbidden" : "CloudUnreachable",
    kind: blocked ? "blocked" : "transient",
    message: `the thing server answered ${answer.status}`,
  });
}

async function attempt(url: string, method: string, leave?: Leave): Promise<Response> {
  try {
    return await fetch(url, { method, headers: leave ? { "x-token": leave.retryToken } : {} });
  } catch (cause) {
    throw new InterconnectError({
      code: leave ? "OutcomeUnknown" : "CloudUnreachable",
      kind: leave ? "unknown-outcome" : "transient",
      message: "no answer from the thing server",
      cause,
    });
  }
}
