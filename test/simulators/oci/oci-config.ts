import { createHash, generateKeyPairSync, type KeyObject } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { once } from "../kit/once.ts";
import { toAccount } from "./account.ts";

/** A key that the simulator accepts: who signs with it, and its public half. */
export interface ApiKey {
  readonly keyId: string;
  readonly publicKeyPem: string;
}

/** An OCI configuration file on disk and the key that it signs with. */
export interface OciConfig extends ApiKey {
  readonly file: string;
  readonly privateKeyFile: string;
  readonly tenancyId: string;
  readonly userId: string;
  readonly fingerprint: string;
  readonly region: string;
}

const newKeys = () => generateKeyPairSync("rsa", { modulusLength: 2048 });

/** Made once a process, since it takes up to a second. */
const usualKeys = once(newKeys);

const fingerprintOf = (publicKey: KeyObject): string => {
  const der = publicKey.export({ type: "spki", format: "der" });
  const digest = createHash("md5").update(der).digest("hex");
  return digest.match(/../gu)?.join(":") ?? digest;
};

const textOf = (config: Omit<OciConfig, "file">): string =>
  [
    "[DEFAULT]",
    `user=${config.userId}`,
    `fingerprint=${config.fingerprint}`,
    `tenancy=${config.tenancyId}`,
    `region=${config.region}`,
    `key_file=${config.privateKeyFile}`,
    "",
  ].join("\n");

export interface OciConfigOptions {
  readonly region?: string;
  /** True for a key that nobody else has; else the same for all of the process. */
  readonly newKey?: boolean;
}

/** Writes an API key with its configuration file into `dir`, readable by their owner only. */
export const writeOciConfig = async (
  dir: string,
  { region = "uk-london-1", newKey = false }: OciConfigOptions = {},
): Promise<OciConfig> => {
  const { publicKey, privateKey } = newKey ? newKeys() : usualKeys();
  const { tenancyId, userId } = toAccount(region);
  const fingerprint = fingerprintOf(publicKey);
  const config = {
    tenancyId,
    userId,
    fingerprint,
    region,
    keyId: `${tenancyId}/${userId}/${fingerprint}`,
    publicKeyPem: publicKey.export({ type: "spki", format: "pem" }).toString(),
    privateKeyFile: join(dir, "oci_api_key.pem"),
  };
  const file = join(dir, "config");
  await mkdir(dir, { recursive: true, mode: 0o700 });
  await writeFile(config.privateKeyFile, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
  await writeFile(file, textOf(config), { mode: 0o600 });
  return { ...config, file };
};
