import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { play } from "../demo/auto/play.ts";
import { type AzureWorld, startAzureWorld, virtualCircuitId } from "../integration/azure/azure-world.ts";
import { build, buildLink, nodesOf, removalOf } from "../integration/azure/chain.ts";
import type { Recording } from "./conform.ts";
import { parseRecording } from "./exchange.ts";

/** Fast enough for a check, slow enough for a busy machine to keep up. */
const clock = "120";
const hourMs = 60 * 60_000;

/** Reads a recording with the key beside it. */
export async function readRecording(file: string): Promise<Recording> {
  const [text, ociPublicKeyPem] = await Promise.all([
    readFile(file, "utf8"),
    readFile(`${file}.oci-public-key.pem`, "utf8"),
  ]);
  return { name: file, exchanges: parseRecording(text), ociPublicKeyPem };
}

/** A create, asked for and approved in chat, by the whole product. */
export async function recordCreate(say: (line: string) => void): Promise<Recording> {
  const dir = await mkdtemp(join(tmpdir(), "interconnect-recording-"));
  const record = join(dir, "create.jsonl");
  const quiet = { story: () => undefined, aside: say };
  const rest = { auto: true, json: true, port: undefined, verbose: false } as const;
  try {
    const { ok, verdict } = await play({ ...rest, act: "create", platform: "slack", seed: 1, clock, record }, quiet);
    if (!ok) throw new Error(`the create to be recorded ended ${verdict}`);
    return { ...(await readRecording(record)), name: "create" };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** The removal of everything that a create makes in Azure, by the product's own steps. */
export async function recordTeardown(): Promise<Recording> {
  const world = await startAzureWorld();
  try {
    await buildLink(world);
    const { group, circuit, vnet, publicIp, gateway, connection } = nodesOf(world);
    await build(world, removalOf(connection));
    oracleLetsGo(world);
    for (const one of [circuit, gateway, publicIp, vnet, group]) await build(world, removalOf(one));
    return { name: "teardown", exchanges: world.exchanges };
  } finally {
    await world.close();
  }
}

function oracleLetsGo({ fabric, pass }: AzureWorld): void {
  fabric.virtualCircuitDeleting(virtualCircuitId);
  pass(hourMs);
}
