import type { HttpClient } from "@azure/core-rest-pipeline";
import { InterconnectError } from "../../domain/errors.ts";
import { sendReading, type TransportOptions } from "../transport.ts";
import { type ArmCall, describeCall } from "./arm-call.ts";
import { sendOnce } from "./one-attempt.ts";

export interface ArmTransportOptions {
  readonly reads: HttpClient;
  /** The same without any connection yet. */
  readonly anew: () => HttpClient;
  /** Sends only under a leave. */
  readonly changes: HttpClient;
  /** The only place that calls with a token may go to, such as `https://management.azure.com`. */
  readonly origin: string;
  readonly subscriptionId: string;
  /** A reader never changes anything, whatever its rights are. */
  readonly identity: "reader" | "writer";
  readonly transport: TransportOptions;
}

/**
 * The way of every call that carries a token: to the one configured host, at the common pace, changes only under a
 * leave, once. A read whose kept connection was closed meanwhile goes out a second time, over a new one.
 */
export function armTransport(options: ArmTransportOptions): HttpClient {
  const { reads, anew, changes, origin, subscriptionId, identity, transport } = options;
  const rereading: HttpClient = {
    sendRequest: (request) =>
      sendReading(
        () => reads.sendRequest(request),
        () => anew().sendRequest(request),
      ),
  };
  return {
    async sendRequest(request) {
      const call = describeCall(request.method, request.url);
      requireOrigin(request.url, origin, call);
      await transport.budget.take(`azure/${subscriptionId}/${bucketOf(request.method)}`);
      if (call.mutating) requireWriter(identity, call);
      return sendOnce(call.mutating ? changes : rereading, request, call, transport);
    },
  };
}

/** Azure counts reads, writes and deletes apart; a POST is a write to it even when it only reads a table. */
function bucketOf(method: string): "reads" | "writes" | "deletes" {
  if (method === "GET" || method === "HEAD") return "reads";
  return method === "DELETE" ? "deletes" : "writes";
}

/** Azure's answers name further URLs (operations, next pages): none of them may lead a token elsewhere. */
function requireOrigin(url: string, origin: string, call: ArmCall): void {
  const asked = new URL(url).origin;
  if (asked === origin) return;
  throw new InterconnectError({
    code: "CloudAnswerUnreadable",
    kind: "blocked",
    message: `An answer pointed the bot to ${asked}, which is not Azure's ${origin}. Nothing was sent there.`,
    hint: "The operator checks AZURE_ARM_ENDPOINT and any proxy between the bot and Azure, then choose Retry.",
    details: { side: "azure", operation: call.operation, resource: call.path },
  });
}

function requireWriter(identity: ArmTransportOptions["identity"], call: ArmCall): void {
  if (identity === "writer") return;
  throw new InterconnectError({
    code: "Bug",
    kind: "fatal",
    message: `The bot's reader was about to ${call.what}. Nothing was sent.`,
    details: { side: "azure", operation: call.operation, resource: call.path },
  });
}
