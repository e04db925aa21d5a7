import { fallbackText } from "../../../src/chat/fallback.ts";
import { personId } from "../../../src/domain/ids.ts";
import { unreachable } from "../../../src/verbs/undelivered.ts";

test("who asked reads which story cannot be shown where, why, and what to do", () => {
  const { card } = unreachable(
    {
      thread: "t1/in/teams",
      place: { platform: "teams", channel: "19:net@thread.tacv2" },
      card: { title: "erp waits for approval", brief: false, blocks: [] },
      why: "Teams has not told yet where it is reached. Install the app there.",
    },
    personId("slack:T1/UDANA"),
  );
  expect(card && fallbackText(card)).toBe(
    [
      "Your request cannot be shown in Teams ⚠️",
      "What is to be shown there: erp waits for approval.",
      "Its channel there cannot be reached. Teams has not told yet where it is reached. Install the app there.",
      "Otherwise the operator of this bot can name another channel. It is tried again every minute.",
    ].join("\n"),
  );
});
