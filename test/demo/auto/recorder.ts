import { createWriteStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { finished } from "node:stream/promises";
import type { RecordedExchange } from "../../simulators/kit/traffic.ts";

/** Writes every exchange with the clouds into a file that only its owner may read. */
export interface Recorder {
  readonly onExchange: (exchange: RecordedExchange) => void;
  /** Writes the key with which the OCI requests were signed beside the file, and ends it. */
  close(ociPublicKeyPem: string): Promise<void>;
}

const OWNER_ONLY = { mode: 0o600 };
const CLOUDS = ["azure", "oci"];

/** Starts a recording; a file of that name is replaced. */
export const startRecorder = (file: string): Recorder => {
  const stream = createWriteStream(file, OWNER_ONLY);
  return {
    onExchange({ service, request, response }) {
      if (CLOUDS.includes(service)) stream.write(`${JSON.stringify({ request, response })}\n`);
    },
    async close(ociPublicKeyPem) {
      stream.end();
      await finished(stream);
      await writeFile(`${file}.oci-public-key.pem`, ociPublicKeyPem, OWNER_ONLY);
    },
  };
};
