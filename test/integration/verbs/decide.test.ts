import { InterconnectError } from "../../../src/domain/errors.ts";
import type { PersonId, RequestId } from "../../../src/domain/ids.ts";
import type { NetworkFacts } from "../../../src/domain/network-facts.ts";
import { networkFacts } from "../../builders/network-facts.ts";
import { useRedis } from "../../support/redis.ts";
import { Bench, dana, lee, sam } from "./bench.ts";

const redis = useRedis();
let bench: Bench;
let request: RequestId;

beforeEach(async () => {
  bench = new Bench(redis());
  request = await bench.asks();
});

afterEach(() => bench.close());

const state = async () => (await bench.ports.requests.load(request))?.state;

/** Holds the survey of an approval until the returned function is called. */
function holdSurvey(): { begun: Promise<void>; release: (facts?: NetworkFacts) => void } {
  let release = (_facts?: NetworkFacts): void => undefined;
  const begun = new Promise<void>((reached) => {
    bench.survey = () => {
      reached();
      return new Promise((resolve) => {
        release = (facts = networkFacts()) => resolve(facts);
      });
    };
  });
  return { begun, release: (facts) => release(facts) };
}

test("an approval begins the operation", async () => {
  await bench.clicks(sam, "approve", request);
  expect(await state()).toBe("approved");
  expect(await bench.cardOf(request)).toBe("erp is being built");
});

test("a rejection while an approval is checked stands, on the card too", async () => {
  const { begun, release } = holdSurvey();
  const approving = bench.clicks(sam, "approve", request);
  await begun;
  await bench.rejects(lee, request);
  release();
  await approving;
  expect(await state()).toBe("rejected");
  expect(await bench.cardOf(request)).toBe("erp was rejected");
});

test("an approval that was overtaken before it showed anything leaves the card as it is", async () => {
  const { people } = bench.ports;
  const slow = { ...bench.ports, people: { ...people, profile: people.profile } };
  let go = (): void => undefined;
  const waiting = new Promise<void>((reached) => {
    slow.people.profile = async (person) => {
      reached();
      await new Promise<void>((resolve) => (go = resolve));
      return people.profile(person);
    };
  });
  const late = bench.does(sam, { kind: "action", action: "approve", subject: request }, slow);
  await waiting;
  await bench.rejects(lee, request);
  go();
  await late;
  expect(await bench.cardOf(request)).toBe("erp was rejected");
});

test("a check that breaks off leaves the request to be decided", async () => {
  bench.survey = () => Promise.reject(new RangeError("nobody foresaw this"));
  await bench.clicks(sam, "approve", request);
  expect(await state()).toBe("open");
  expect(await bench.cardOf(request)).toBe("erp waits for approval");
});

describe("an approval whose process died in the middle of its check", () => {
  beforeEach(async () => {
    const { begun } = holdSurvey();
    void bench.clicks(sam, "approve", request);
    await begun;
  });

  test("shows that it is being checked, until somebody goes on with it", async () => {
    expect(await bench.cardOf(request)).toBe("erp is approved; checking both clouds again");
  });

  test("is asked for again when the next process cannot find out who it was", async () => {
    const away = new InterconnectError({ code: "CloudUnreachable", kind: "transient", message: "Slack is away." });
    const { people } = bench.ports;
    await bench.doesAgain({ ...bench.ports, people: { ...people, profile: () => Promise.reject(away) } });
    expect(await bench.cardOf(request)).toBe("erp waits for approval");
  });

  test("is asked for again when changes have been frozen meanwhile", async () => {
    const freeze = { id: "f1", scope: "prod", by: lee, at: Date.now(), threads: [] };
    await bench.ports.freezes.begin(freeze, Date.now(), { commands: [], once: [], changed: [] });
    await bench.doesAgain();
    expect(await bench.cardOf(request)).toBe("erp waits for approval");
  });

  test("is asked for again when that person may not approve any more", async () => {
    const { people } = bench.ports;
    const profile = (person: PersonId) =>
      Promise.resolve({ name: person, ...(person === sam && { barred: "deactivated" as const }) });
    await bench.doesAgain({ ...bench.ports, people: { ...people, profile } });
    expect(await bench.cardOf(request)).toBe("erp waits for approval");
  });
});

test("of two approvals at once one begins the operation and the other hears it", async () => {
  await Promise.all([bench.clicks(sam, "approve", request), bench.clicks(lee, "approve", request)]);
  expect(await state()).toBe("approved");
  expect((await bench.ports.requests.load(request))?.decisions).toHaveLength(1);
  expect(await bench.cardOf(request)).toBe("erp is being built");
});

test("a decision written into Redis by hand fills no quorum", async () => {
  bench.close();
  bench = new Bench(redis(), { approvalsNeeded: 2 });
  const key = bench.ports.keys.request(request);
  const forged = { person: lee, verdict: "approve", at: Date.now(), act: "made-up", seal: "made-up" };
  await redis().client.hset(key, "decisions", JSON.stringify([forged]));
  await bench.clicks(sam, "approve", request);
  expect(await state()).toBe("open");
  expect(await bench.hears(sam)).toContain("Not decided");
});

test("who may not reject reads so in the form, which would else speak of an outcome", async () => {
  await bench.rejects(dana, request);
  expect(await bench.form("f1")).toMatch(/^You asked for erp yourself, so somebody else must decide/);
  expect(await state()).toBe("open");
});

test("a guest reads the refusal in the form that was opened", async () => {
  const profile = () => Promise.resolve({ name: "gus", barred: "guest" as const });
  const ports = { ...bench.ports, people: { ...bench.ports.people, profile } };
  await bench.does(lee, { kind: "command", text: "teardown erp", formId: "f2" }, ports);
  expect(await bench.form("f2")).toMatch(/^This bot answers full members/);
});

test.each(["help crate", "help Crate"])("%s offers help on the nearest verb", async (text) => {
  await bench.does(dana, { kind: "command", text });
  expect(await bench.hears(dana)).toContain('There is no "crate" here');
  expect(await bench.buttons(dana)).toEqual(["help create", "help"]);
});
