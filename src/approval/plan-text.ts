import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import type { Plan } from "../domain/plan.ts";
import type { Seal } from "./seal.ts";

/** How much of the text is its seal, in characters. */
const sealLength = 64;

/** A plan as the clouds' tags keep it: without people and their words, which do not belong there, and without prices. */
export type KeptPlan = Omit<Plan, "requester" | "reason" | "cost">;

const compression = {
  params: { [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT, [constants.BROTLI_PARAM_QUALITY]: 11 },
};

/** A plan as a sealed text, short enough for tags: about 900 characters, of those that both clouds allow in them. */
export function planText(seal: Seal, plan: Plan): string {
  const { requester: _person, reason: _words, cost: _information, ...kept } = plan;
  const packed = brotliCompressSync(JSON.stringify(kept), compression).toString("base64url");
  return `${seal.of("plan", { packed })}${packed}`;
}

/** The plan in a text that this bot has sealed; undefined for any other text, and for a plan of another version. */
export function planIn(seal: Seal, text: string): KeptPlan | undefined {
  const packed = text.slice(sealLength);
  if (!seal.fits(text.slice(0, sealLength), "plan", { packed })) return undefined;
  const kept = JSON.parse(brotliDecompressSync(Buffer.from(packed, "base64url")).toString("utf8")) as KeptPlan;
  return kept.version === 1 ? kept : undefined;
}
