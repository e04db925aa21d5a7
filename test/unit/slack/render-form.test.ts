import { memoryOf, valuesOf } from "../../../adapters/slack/form-state.ts";
import { renderErrors, renderForm } from "../../../adapters/slack/render-form.ts";
import type { FormView } from "../../../src/chat/form.ts";
import { createFormAgain } from "../../../src/chat/forms/create-again.ts";
import { createForm } from "../../../src/chat/forms/create-form.ts";
import { askedForm, checkingForm, takenForm } from "../../../src/chat/forms/form-messages.ts";
import { rejectForm } from "../../../src/chat/forms/reject-form.ts";
import { resizeBlocked, resizeForm, resizeReadingForm } from "../../../src/chat/forms/resize-form.ts";
import { anEnvironment } from "../../builders/environment.ts";
import { aFinding } from "../../builders/plan.ts";
import { checkModal } from "../../simulators/slack/block-kit/block-kit.ts";
import { hostileTexts } from "../../support/hostile.ts";
import { review } from "../chat/resize-cards.ts";

const place = { platform: "slack", channel: "C0NET", direct: false, threadRef: "1700000000.000100" } as const;
const drawn = (view: FormView, generation = 0) => renderForm(view, { generation, place });
const environments = [anEnvironment(), anEnvironment({ name: "test" })];

const problemsOf = (view: FormView): readonly string[] => {
  const checked = checkModal(structuredClone(drawn(view)));
  return checked.ok ? [] : checked.problems;
};

describe("renderForm", () => {
  test.each([
    { name: "the empty create form", view: createForm({}, { environments }) },
    { name: "an environment chosen", view: createForm({ env: "prod" }, { environments }) },
    {
      name: "new networks",
      view: createForm({ env: "prod", "vnet-is": "new", "vcn-is": "new", "drg-is": "existing" }, { environments }),
    },
    { name: "nowhere to ask", view: createForm({}, { environments: [] }) },
    {
      name: "findings",
      view: createFormAgain({ env: "prod" }, [aFinding({ severity: "blocking" }), aFinding()], environments),
    },
    { name: "the reject form", view: rejectForm("r1") },
    { name: "the resize form", view: resizeForm(review.plan, [2000, 5000]) },
    { name: "the resize form with what it does", view: resizeForm(review.plan, [2000], { review, reason: "loads" }) },
    { name: "what cannot be resized", view: resizeBlocked(review) },
    { name: "reading before a resize", view: resizeReadingForm("erp") },
    { name: "checking", view: checkingForm("erp") },
    { name: "asked", view: askedForm("erp", { platform: "slack", channel: "C0NET" }) },
    { name: "taken", view: takenForm("reject") },
  ])("draws $name as Slack takes it", ({ view }) => {
    expect(problemsOf(view)).toEqual([]);
  });

  test.each(hostileTexts)("keeps %j harmless in values, options, errors and help", (hostile) => {
    const view: FormView = {
      form: "create",
      subject: hostile,
      title: hostile,
      blocks: [{ kind: "text", spans: [{ kind: "plain", text: hostile }] }],
      submit: hostile,
      fields: [
        {
          kind: "text",
          name: "name",
          label: hostile,
          help: hostile,
          error: hostile,
          value: hostile,
          placeholder: hostile,
        },
        {
          kind: "select",
          name: "env",
          label: hostile,
          options: [{ value: hostile, label: hostile, description: hostile }],
        },
        { kind: "search", name: "vnet", label: hostile, source: "vnet", value: hostile },
        { kind: "checkbox", name: "fastpath", label: hostile, text: hostile, checked: true },
      ],
    };
    expect(problemsOf(view)).toEqual([]);
    expect(JSON.stringify(drawn(view))).not.toContain("mrkdwn");
  });

  test("leaves out options that Slack cannot hold, and cuts what is only shown", () => {
    const many = Array.from({ length: 150 }, (_, at) => ({ value: `v${at}`, label: "l".repeat(100) }));
    const options = [{ value: "x".repeat(151), label: "too long" }, ...many];
    const view: FormView = {
      form: "f",
      subject: "",
      title: "A title that is too long for it",
      blocks: [],
      submit: "Send",
      fields: [{ kind: "select", name: "s", label: "S", options }],
    };
    expect(problemsOf(view)).toEqual([]);
    const [block] = drawn(view).blocks;
    expect(block).toMatchObject({ element: { options: { length: 100, 0: { value: "v0" } } } });
  });

  test("remembers form, subject, generation and place", () => {
    expect(memoryOf(drawn(rejectForm("r1"), 7).private_metadata ?? "")).toEqual({
      form: "reject",
      subject: "r1",
      generation: 7,
      place,
    });
  });

  test.each(["", "{", "[]", "{}", '{"form":"x"}', '{"form":"x","subject":"","generation":0,"place":{}}'])(
    "takes %j for no form of ours",
    (metadata) => {
      expect(memoryOf(metadata)).toBeUndefined();
    },
  );

  test("gives fields new block ids in each generation, so that Slack shows new values", () => {
    const idsOf = (generation: number) =>
      drawn(createForm({ env: "prod" }, { environments }), generation).blocks.map((block) => block.block_id);
    const first = new Set(idsOf(0).filter((id) => id !== undefined));
    expect(idsOf(1).filter((id) => id !== undefined && first.has(id))).toEqual([]);
  });
});

describe("renderErrors", () => {
  test("puts errors on their fields, and those of others on the first", () => {
    expect(renderErrors({ name: "Taken.", vnet: "Missing." }, ["reason", "name"], 2)).toEqual({
      "name.2": "Taken.",
      "reason.2": "vnet: Missing.",
    });
  });
});

describe("valuesOf", () => {
  test("reads every kind of input, and leaves out what is empty", () => {
    const state = {
      values: {
        "name.0": { name: { type: "plain_text_input", value: "erp" } },
        "empty.0": { empty: { type: "plain_text_input", value: null } },
        "env.0": { env: { type: "static_select", selected_option: { value: "prod", text: {} } } },
        "none.0": { none: { type: "static_select", selected_option: null } },
        "vnet.0": { vnet: { type: "external_select", selected_option: { value: "hub" } } },
        "fastpath.0": { fastpath: { type: "checkboxes", selected_options: [{ value: "yes" }] } },
        "unticked.0": { unticked: { type: "checkboxes", selected_options: [] } },
      },
    };
    expect(valuesOf(state)).toEqual({ name: "erp", env: "prod", vnet: "hub", fastpath: "yes" });
  });

  test.each([undefined, null, {}, { values: null }, { values: { a: null } }, "x"])("reads nothing from %j", (state) => {
    expect(valuesOf(state)).toEqual({});
  });
});
