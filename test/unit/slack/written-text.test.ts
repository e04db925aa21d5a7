import { formIdOf, openFormOf } from "../../../adapters/slack/form-id.ts";
import { slackSubject } from "../../../adapters/slack/ids.ts";
import { failedOutcome } from "../../../adapters/slack/slack-errors.ts";
import { writtenText } from "../../../adapters/slack/written-text.ts";

test.each([
  ["<@U0INTERCONNECT> verify erp", "verify erp"],
  ["  <@U0INTERCONNECT|interconnect>   list", "list"],
  ["create vnet=new:<http://10.1.0.0/16|10.1.0.0/16>", "create vnet=new:10.1.0.0/16"],
  ["create vnet=new:<http://10.1.0.0/16>", "create vnet=new:10.1.0.0/16"],
  ["create reason=&lt;b&gt; &amp; more", "create reason=<b> & more"],
  ["create reason=&amp;lt;", "create reason=&lt;"],
  ["tell <@U0DANA>", "tell @U0DANA"],
  ["see <#C0NET|net-interconnects>", "see net-interconnects"],
  ["plain", "plain"],
  ["", ""],
])("%j was written %j", (sent, written) => {
  expect(writtenText(sent)).toBe(written);
});

test.each([
  { channel: "C0NET", direct: false },
  { channel: "D0DANA", direct: true },
  { channel: "C0NET", direct: false, threadRef: "1700000000.000100" },
])("a form's id brings back where it was opened: %j", (more) => {
  const place = { platform: "slack", ...more } as const;
  expect(openFormOf(formIdOf({ viewId: "V1", place }))).toEqual({ viewId: "V1", place });
});

test.each([
  ["slack:T1/U2", { team: "T1", id: "U2", kind: "user" }],
  ["slack:T1/W2", { team: "T1", id: "W2", kind: "user" }],
  ["slack:T1/S2", { team: "T1", id: "S2", kind: "group" }],
  ["slack:T1/C2", undefined],
  ["teams:t/o", undefined],
  ["slack:T1/U2/x", undefined],
])("%s is %j", (text, subject) => {
  expect(slackSubject(text)).toEqual(subject);
});

describe("failedOutcome", () => {
  const platform = (error: string) => ({ code: "slack_webapi_platform_error", data: { ok: false, error } });

  test.each([
    { thrown: platform("channel_not_found"), kind: "refused" },
    { thrown: platform("is_archived"), kind: "refused" },
    { thrown: platform("a_new_error"), kind: "refused" },
    { thrown: platform("invalid_auth"), kind: "retry" },
    { thrown: platform("missing_scope"), kind: "retry" },
    { thrown: platform("ratelimited"), kind: "retry" },
    { thrown: platform("fatal_error"), kind: "unknown" },
    { thrown: { code: "slack_webapi_rate_limited_error", retryAfter: 7 }, kind: "retry", afterMs: 7000 },
    { thrown: { code: "slack_webapi_rate_limited_error" }, kind: "retry", afterMs: 30_000 },
    { thrown: { code: "slack_webapi_http_error", statusCode: 502 }, kind: "unknown" },
    { thrown: { code: "slack_webapi_http_error", statusCode: 403 }, kind: "retry" },
    { thrown: { code: "slack_webapi_request_error", original: { neverSent: true } }, kind: "retry" },
    { thrown: { code: "slack_webapi_request_error", original: { neverSent: false } }, kind: "unknown" },
    { thrown: new TypeError("x"), kind: "unknown" },
    { thrown: "text", kind: "unknown" },
    { thrown: undefined, kind: "unknown" },
  ])("calls $thrown $kind", ({ thrown, ...outcome }) => {
    expect(failedOutcome(thrown)).toMatchObject(outcome);
  });

  test("says why in words, with Slack's own for what it does not know", () => {
    expect(failedOutcome(platform("not_in_channel")).why).toBe("The bot is not in the channel. Invite it there.");
    expect(failedOutcome(platform("a_new_error")).why).toBe("Slack refuses it (a_new_error).");
  });
});
