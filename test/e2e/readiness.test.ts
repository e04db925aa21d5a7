import { eventually } from "../support/eventually.ts";
import { useScene } from "../support/scene.ts";

const scene = useScene({ roles: ["worker"] });

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

async function readiness(): Promise<Answer> {
  const [program] = scene().programs;
  const answer = await fetch(`${program?.url}/readyz`, { signal: AbortSignal.timeout(3_000) });
  return { status: answer.status, body: await answer.json() };
}

test("/readyz says within seconds that Redis is away, and that it is back", async () => {
  const back = scene().server.restart(4_000);
  const away = await eventually(async () => {
    const answer = await readiness();
    return answer.status === 503 && answer;
  });
  expect(away.body).toMatchObject({ ready: false, checks: { redis: "does not answer" } });
  await back;
  await eventually(async () => (await readiness()).status === 200);
}, 30_000);
