import { App } from "@slack/bolt";
import { z } from "zod";
import { answerQuestions, settings } from "./support/answers.ts";

/** A bare Bolt app that acknowledges a slash command and does nothing else. */
const { apiUrl, botToken, signingSecret, port } = settings(
  z.object({ apiUrl: z.string(), botToken: z.string(), signingSecret: z.string(), port: z.number() }).parse,
);
const app = new App({ token: botToken, signingSecret, clientOptions: { slackApiUrl: apiUrl } });
app.command("/interconnect", ({ ack }) => ack());
await app.start({ port, host: "127.0.0.1" });
answerQuestions({});
