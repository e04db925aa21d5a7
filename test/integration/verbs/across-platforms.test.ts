import { personId } from "../../../src/domain/ids.ts";
import { useRedis } from "../../support/redis.ts";
import { Bench, dana, lee, sam } from "./bench.ts";

const redis = useRedis();
let bench: Bench;

const danaInTeams = personId("teams:aaaa/d0");
const samInTeams = personId("teams:aaaa/50");

const everybodyDeclared = [
  [dana, danaInTeams],
  [sam, samInTeams],
];

/** Named by one account each: Sam in Slack, Lee in Slack. */
function open(declared: readonly (readonly (typeof dana)[])[], policy = {}): void {
  bench = new Bench(redis(), { approvers: [sam, lee], ...policy }, { declared });
}

afterEach(() => bench.close());

const stateOf = async (request: Awaited<ReturnType<Bench["asks"]>>) =>
  (await bench.ports.requests.load(request))?.state;

test("a request is told in the channels of both platforms, under one thread", async () => {
  open([]);
  const request = await bench.asks();
  const { thread, plan } = (await bench.ports.requests.load(request))?.record ?? {};
  expect(thread).toBe(`slack/C1/${plan?.uid}`);
  const places = await Promise.all(
    ["slack", "teams"].map((one) => redis().client.hget(bench.ports.keys.thread(`${thread}/in/${one}`), "place")),
  );
  expect(places.map((place) => JSON.parse(place ?? ""))).toEqual([
    { platform: "slack", channel: "C1" },
    { platform: "teams", channel: "19:net@thread.tacv2" },
  ]);
});

test("a person declared on both platforms approves from the other one", async () => {
  open(everybodyDeclared);
  const request = await bench.asks();
  await bench.clicks(samInTeams, "approve", request);
  expect(await stateOf(request)).toBe("approved");
});

test("a request made in Teams is approved in Slack", async () => {
  open(everybodyDeclared);
  const request = await bench.asks("erp", danaInTeams);
  await bench.clicks(sam, "approve", request);
  expect(await stateOf(request)).toBe("approved");
  expect((await bench.ports.requests.load(request))?.record.thread).toMatch(/^teams\/19:net@thread.tacv2\//);
});

test.each([
  { who: "nobody", declared: [], says: ["who you are in Slack", "who @slack:T1/UDANA is in Teams"] },
  { who: "only the requester", declared: [[dana, danaInTeams]], says: ["who you are in Slack"] },
  { who: "only the approver", declared: [[samInTeams, sam]], says: ["who @slack:T1/UDANA is in Teams"] },
])(
  "with $who declared, a decision from the other platform is refused and says whose account is missing",
  async ({ declared, says }) => {
    open(declared, { approvers: [samInTeams, lee] });
    const request = await bench.asks();
    await bench.clicks(samInTeams, "approve", request);
    await bench.rejects(samInTeams, request);
    expect(await stateOf(request)).toBe("open");
    const [told = ""] = await bench.reads(samInTeams).then((all) => all.filter((one) => one.includes("cannot decide")));
    expect(told).toContain("You cannot decide about erp from Teams");
    expect(told.match(/It does not say (.*)\./g)).toEqual(says.map((what) => `It does not say ${what}.`));
  },
);

test("nobody approves their own request with the account on the other platform", async () => {
  open(everybodyDeclared, { approvers: [danaInTeams, sam] });
  const request = await bench.asks();
  await bench.clicks(danaInTeams, "approve", request);
  expect(await stateOf(request)).toBe("open");
  expect(await bench.hears(danaInTeams)).toContain("You asked for erp yourself, so somebody else must decide");
});

test("one person's two accounts are one of two approvals", async () => {
  open(everybodyDeclared, { approvalsNeeded: 2 });
  const request = await bench.asks();
  await bench.clicks(sam, "approve", request);
  await bench.clicks(samInTeams, "approve", request);
  expect(await stateOf(request)).toBe("open");
  expect(await bench.hears(samInTeams)).toContain("Your decision stands already");
  await bench.clicks(lee, "approve", request);
  expect(await stateOf(request)).toBe("approved");
});

test("a request that nobody could decide about is refused at once", async () => {
  open([]);
  await expect(bench.asks("erp", danaInTeams)).rejects.toThrow("Not asked for");
  expect((await bench.reads(danaInTeams))[0]).toContain("does not say under people who you are where they are");
});

test("approvers are asked once each, where they can decide, and told where the card is there", async () => {
  open(everybodyDeclared, { approvers: [samInTeams, sam, lee] });
  await bench.asks();
  expect(await bench.hears(sam)).toEqual([]);
  expect((await bench.reads(samInTeams))[0]).toContain("Decide on its card in #19:net@thread.tacv2");
  expect((await bench.reads(lee))[0]).toContain("Decide on its card in #C1");
});

describe("a person whom the policy names by an account on each platform is named once", () => {
  const noor = personId("slack:T1/UNOOR");
  const twice = [samInTeams, sam, lee];
  const once = `@${samInTeams} or @${lee}`;

  test("on the card, also when an approval is there and more are needed", async () => {
    open(everybodyDeclared, { approvers: twice, approvalsNeeded: 2 });
    const request = await bench.asks();
    expect(await bench.readsCardOf(request)).toContain(`Needs 2 of ${once}, not @${dana}, who asked.`);
    await bench.clicks(lee, "approve", request);
    expect(await bench.readsCardOf(request)).toContain(`needs 1 more approval of ${once}, not`);
  });

  test("to somebody who may not decide", async () => {
    open(everybodyDeclared, { approvers: twice });
    await bench.clicks(noor, "approve", await bench.asks());
    expect((await bench.reads(noor)).join()).toContain(`You may not decide about erp\n${once} may.`);
  });

  test("to the one who asked, who is not named as somebody else by the account on the other platform", async () => {
    open(everybodyDeclared, { approvers: [...twice, dana] });
    await bench.clicks(danaInTeams, "approve", await bench.asks());
    expect((await bench.reads(danaInTeams)).join()).toContain(`so somebody else must decide\n${once} may.`);
  });

  test.each([
    { what: "ask", policy: { requesters: twice }, line: "create name=crm env=prod bandwidth=1 vnet=a vcn=b reason=c" },
    { what: "freeze changes", policy: { approvers: twice }, line: "freeze prod" },
    { what: "freeze everything", policy: { freezers: twice }, line: "freeze everywhere" },
    { what: "take links back", policy: { recoverers: twice }, line: "recover prod" },
  ])("to somebody who may not $what", async ({ policy, line }) => {
    open(everybodyDeclared, policy);
    await bench.does(noor, { kind: "command", text: line });
    expect((await bench.reads(noor)).join()).toMatch(new RegExp(`^You may not .*\n${once} may\\.$`));
  });

  test("to somebody whose approval a freeze holds up", async () => {
    open(everybodyDeclared, { freezers: twice });
    const request = await bench.asks();
    await bench.does(sam, { kind: "command", text: "freeze prod" });
    await bench.clicks(lee, "approve", request);
    expect((await bench.reads(lee)).join()).toContain(`${once} may end it`);
  });
});
