import { AsyncLocalStorage } from "node:async_hooks";
import type { HttpClient, HttpRequest } from "oci-common";
import { z } from "zod";
import { InterconnectError } from "../../domain/errors.ts";
import type { Leave } from "../../graph/step.ts";
import { sendChange } from "../send-change.ts";
import { leaveFor, sendReading, type TransportOptions, withLeave } from "../transport.ts";
import type { OciSigner } from "./oci-auth.ts";
import { type OciCall, type OciFailure, toOciError } from "./oci-errors.ts";

export interface OciHttpOptions {
  readonly tenancyId: string;
  readonly signer: OciSigner;
  readonly transport: TransportOptions;
}

export interface CallOptions {
  /** Needed by every call that changes something. */
  readonly leave?: Leave;
  /** A secret of the request that OCI may repeat in an error text. */
  readonly secret?: string;
}

interface RunningCall {
  readonly secret: string | undefined;
  readonly fail: (reason: unknown) => void;
  /** The request that was answered with a success, once it was. */
  answered: OciCall | undefined;
}

/** POST requests that only read. */
const readingPosts = /\/actions\/(?:getAllDrgAttachments|summarizeMetricsData|listMetrics)(?:\?|$)/u;

function changesSomething({ method, uri }: HttpRequest): boolean {
  return method !== "GET" && method !== "HEAD" && !readingPosts.test(uri);
}

/** The path of a call as it may be reported: OCI puts service keys into paths. */
export function safePath(uri: string): string {
  return new URL(uri).pathname.replace(/(\/providerServiceKeys\/)[^/]+/u, "$1***");
}

/** Error bodies are `{code, message}`; what is not JSON says nothing. */
const errorBody = z.object({ code: z.string().optional(), message: z.string().optional() }).catch({});

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function toFailure(answer: Response, body: string): OciFailure {
  const retryAfterSeconds = Number.parseInt(answer.headers.get("retry-after") ?? "", 10);
  const { code, message } = errorBody.parse(parsed(body));
  return {
    kind: "answer",
    status: answer.status,
    code,
    message,
    requestId: answer.headers.get("opc-request-id") ?? undefined,
    retryAfterMs: Number.isNaN(retryAfterSeconds) ? undefined : retryAfterSeconds * 1000,
  };
}

/**
 * Sends the SDK's requests: signed, with a time-out, under the shared budget; a changing one exactly once and only
 * under a leave, a read a second time when its kept connection was closed meanwhile.
 *
 * Failures go from here straight to whoever waits in {@link OciHttp.call}; the SDK never sees one. It would retry for up
 * to 94 s, print each failure on the console and turn the error into another one.
 */
export class OciHttp implements HttpClient {
  private readonly options: OciHttpOptions;
  private readonly running = new AsyncLocalStorage<RunningCall>();

  constructor(options: OciHttpOptions) {
    this.options = options;
  }

  /**
   * Runs one operation of an SDK client that sends through this.
   *
   * @throws InterconnectError as {@link toOciError} says, or `late` when the leave has run out
   */
  call<T>(operate: () => Promise<T>, { leave, secret }: CallOptions = {}): Promise<T> {
    const run = (): Promise<T> =>
      new Promise<T>((resolve, reject) => {
        const call: RunningCall = { secret, fail: reject, answered: undefined };
        this.running.run(call, operate).then(resolve, (thrown: unknown) => {
          const { answered } = call;
          reject(answered === undefined ? thrown : toOciError(answered, { kind: "unreadable", cause: thrown }));
        });
      });
    return leave === undefined ? run() : withLeave(leave, run);
  }

  /** Called by the SDK. Resolves with a success or never. */
  async send(request: HttpRequest, _excludeBody?: boolean, _service?: string, operation = ""): Promise<Response> {
    const running = this.running.getStore();
    if (running === undefined) throw new TypeError(`${operation} was called outside OciHttp.call`);
    try {
      return await this.exchange(request, { operation, mutating: changesSomething(request) }, running);
    } catch (thrown) {
      running.fail(thrown);
      return new Promise<never>(() => undefined);
    }
  }

  private async exchange(request: HttpRequest, call: OciCall, running: RunningCall): Promise<Response> {
    const { tenancyId, signer, transport } = this.options;
    await transport.budget.take(`oci/${tenancyId}/${request.method}`);
    await signer.sign(request, transport.timeoutMs);
    const leave = call.mutating ? leaveFor(call.operation) : undefined;
    const fetched = () => this.fetched(request, call, leave);
    // The second time as well: fetch takes no connection that has ended.
    const { answer, body } = await (leave ? fetched() : sendReading(fetched, fetched));
    if (answer.status === 401) signer.forget();
    if (!answer.ok) throw toOciError(call, toFailure(answer, this.withoutSecret(body, running.secret)));
    running.answered = call;
    return new Response(body === "" ? null : body, { status: answer.status, headers: answer.headers });
  }

  private async fetched(
    request: HttpRequest,
    call: OciCall,
    leave: Leave | undefined,
  ): Promise<{ answer: Response; body: string }> {
    const { uri, method } = request;
    const body: unknown = request.body;
    // Signed with its length; fetch adds the same header itself, and a dispatcher of the undici package refuses it twice.
    const headers = new Headers(request.headers);
    headers.delete("content-length");
    const whole = {
      method,
      headers: Object.fromEntries(headers),
      ...(typeof body === "string" && { body }),
      signal: AbortSignal.timeout(this.options.transport.timeoutMs),
    };
    const startedAt = performance.now();
    let answer: Response | undefined;
    try {
      answer = await (leave ? sendChange({ url: uri, ...whole }, leave) : fetch(uri, { ...whole, redirect: "manual" }));
      return { answer, body: await answer.text() };
    } catch (cause) {
      if (cause instanceof InterconnectError) throw cause;
      throw toOciError(call, { kind: "network", cause });
    } finally {
      this.options.transport.onCall?.({
        side: "oci",
        method,
        path: safePath(uri),
        status: answer?.status,
        ms: performance.now() - startedAt,
        requestId: answer?.headers.get("opc-request-id") ?? undefined,
      });
    }
  }

  private withoutSecret(body: string, secret: string | undefined): string {
    if (secret === undefined) return body;
    const anyCase = new RegExp(secret.replaceAll(/[^a-z0-9]/giu, String.raw`\$&`), "gi");
    return body.replaceAll(anyCase, this.options.transport.fingerprint(secret));
  }
}
