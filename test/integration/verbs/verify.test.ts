import { useRedis } from "../../support/redis.ts";
import { Bench, dana, sam } from "./bench.ts";

const redis = useRedis();
const benches: Bench[] = [];

afterEach(() => {
  for (const bench of benches.splice(0)) bench.close();
});

/** One of several workers over the same Redis; its acts are its own. */
function worker(name: string): Bench {
  const bench = new Bench(redis(), { maxVerificationsPerMinute: 2 }, { name });
  benches.push(bench);
  return bench;
}

/** The interconnect erp, as if it had been built. */
async function up(bench: Bench): Promise<string> {
  const request = await bench.asks("erp");
  const uid = (await bench.ports.requests.load(request))?.record.plan.uid ?? "";
  await redis().client.hset(bench.ports.keys.interconnect(uid), "phase", JSON.stringify("up"));
  return uid;
}

const begun = ({ ports: { keys } }: Bench): Promise<number> => redis().client.zcard(keys.due("operations"));

test("a person starts only so many verifications a minute, whichever worker hears them; others are not held back", async () => {
  const [one, two] = [worker("one"), worker("two")];
  const uid = await up(one);
  const verify = { kind: "action", action: "verify", subject: uid } as const;
  await Promise.all([one.does(dana, verify), two.does(dana, verify), one.does(dana, verify), two.does(dana, verify)]);
  await two.does(dana, { kind: "command", text: "verify erp" });
  expect(await begun(one)).toBe(2);
  const refused = (await one.hears(dana)).filter((title) => title.startsWith("erp was not verified"));
  expect(refused).toEqual(
    Array.from({ length: 3 }, () => "erp was not verified: 2 times a minute is the limit for one person"),
  );
  await two.does(sam, verify);
  expect(await begun(one)).toBe(3);
});

test("the same act again counts once, and a minute later there is room", async () => {
  const bench = worker("one");
  const uid = await up(bench);
  const verify = { kind: "action", action: "verify", subject: uid } as const;
  await bench.does(dana, verify);
  await bench.doesAgain();
  await bench.doesAgain();
  await bench.does(dana, verify);
  expect(await begun(bench)).toBe(2);
  const recent = bench.ports.keys.verifications("prod", dana);
  for (const id of await redis().client.zrange(recent, "0", "-1")) {
    await redis().client.zadd(recent, String(Date.now() - 60_001), id);
  }
  await bench.does(dana, verify);
  expect(await begun(bench)).toBe(3);
  expect(await redis().client.zcard(recent)).toBe(1);
});
