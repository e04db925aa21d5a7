import type {
  AllMiddlewareArgs,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackEventMiddlewareArgs,
} from "@slack/bolt";

/** Listeners that acknowledge and remember what they heard. */
export const heard = () => {
  const payloads: object[] = [];
  return {
    payloads,
    async command({ ack, payload }: SlackCommandMiddlewareArgs) {
      payloads.push(payload);
      await ack();
    },
    async action({ ack, payload }: SlackActionMiddlewareArgs) {
      payloads.push(payload);
      await ack();
    },
    async event({ body, context }: SlackEventMiddlewareArgs & AllMiddlewareArgs) {
      payloads.push({ ...body, retryNum: context.retryNum, retryReason: context.retryReason });
    },
  };
};
