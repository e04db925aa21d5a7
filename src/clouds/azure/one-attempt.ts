import type { HttpClient, PipelineRequest, PipelineResponse } from "@azure/core-rest-pipeline";
import type { TransportOptions } from "../transport.ts";
import type { ArmCall } from "./arm-call.ts";
import { toAzureError } from "./azure-errors.ts";

/**
 * Sends a request once, within the time-out from first byte to last, and reports it.
 *
 * @throws InterconnectError when no whole answer came
 */
export async function sendOnce(
  inner: HttpClient,
  request: PipelineRequest,
  call: ArmCall,
  { timeoutMs, onCall }: TransportOptions,
): Promise<PipelineResponse> {
  const startedAt = performance.now();
  const report = (response?: PipelineResponse) =>
    onCall?.({
      side: "azure",
      method: call.method,
      path: call.path,
      status: response?.status,
      ms: performance.now() - startedAt,
      requestId: response?.headers.get("x-ms-request-id"),
    });
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), timeoutMs);
  try {
    const response = await inner.sendRequest({ ...request, abortSignal: controller.signal });
    report(response);
    return { ...response, request };
  } catch (thrown) {
    report();
    throw toAzureError(thrown, call);
  } finally {
    clearTimeout(timer);
  }
}
