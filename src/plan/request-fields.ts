import { parseBandwidth } from "../domain/bandwidth.ts";
import { type Cidr, parseCidr } from "../domain/cidr.ts";
import { creatableSkus, parseGatewaySku } from "../domain/gateway-skus.ts";
import { plainText } from "../domain/plain-text.ts";
import type { BandwidthMbps, CircuitFamily, CircuitTier, GatewaySku } from "../domain/plan.ts";
import { acceptableCodes, isAcceptableCode } from "./question.ts";

/** What a field's text means, or what is wrong with it and what to do. */
export type ReadField<T> = { readonly value: T } | { readonly message: string; readonly hint: string };

const REASON_MAX = 300;

export function readName(text: string): ReadField<string> {
  if (/^[a-z][a-z0-9-]{2,29}$/.test(text)) return { value: text };
  return {
    message: "The name needs 3 to 30 lower-case letters, digits and dashes, and starts with a letter.",
    hint: "Choose one such as erp or erp-prod.",
  };
}

export function readBandwidth(text: string): ReadField<BandwidthMbps> {
  const value = parseBandwidth(text);
  if (value !== undefined) return { value };
  return { message: `${plainText(text)} is no bandwidth both clouds sell.`, hint: "Choose 1, 2, 5 or 10 (Gbps)." };
}

export type NetworkField = { readonly use: string } | { readonly make: string };

/** `new:10.1.0.0/16` for a new network whose prefix length lies between the two, anything else names an existing one. */
export function readNetwork(least: number, most: number): (text: string) => ReadField<NetworkField> {
  return (text) => {
    const range = newValue(text);
    if (range === undefined) return readUse(text);
    const parsed = parseCidr(range);
    const hint = `Write new: and a range between /${least} and /${most}, such as new:10.1.0.0/16.`;
    if ("problem" in parsed) return { message: `The new network's range is wrong: ${parsed.problem}.`, hint };
    if (isBetween(parsed.cidr, least, most)) return { value: { make: range } };
    return { message: `A /${parsed.cidr.length} cannot be used here.`, hint };
  };
}

function isBetween({ length }: Cidr, least: number, most: number): boolean {
  return length >= least && length <= most;
}

/** `new`, `new:ErGw1AZ`, or an existing gateway. An empty size means the environment's. */
export type GatewayField = { readonly use: string } | { readonly make: GatewaySku | undefined };

export function readGateway(text: string): ReadField<GatewayField> {
  const size = newValue(text);
  if (size === undefined) return readUse(text);
  if (size === "") return { value: { make: undefined } };
  const sku = parseGatewaySku(size);
  if (sku !== undefined && creatableSkus.includes(sku)) return { value: { make: sku } };
  return {
    message:
      sku === undefined
        ? `${plainText(size)} is no gateway size.`
        : `A gateway of size ${sku} can be brought, but is not created here.`,
    hint: `Choose ${creatableSkus.join(", ")}.`,
  };
}

export type DrgField = { readonly use: string } | { readonly make: true };

export function readDrg(text: string): ReadField<DrgField> {
  return newValue(text) === undefined ? readUse(text) : { value: { make: true } };
}

/** What follows `new:`, an empty text for `new` alone, undefined when it is not about something new. */
function newValue(text: string): string | undefined {
  return /^new(?::\s*(.*))?$/is
    .exec(text.trim())
    ?.slice(1)
    .map((rest) => rest ?? "")[0]
    ?.trim();
}

function readUse(text: string): ReadField<{ readonly use: string }> {
  const use = plainText(text);
  if (use.length <= 300) return { value: { use } };
  return { message: "That is too long for a name or an id.", hint: "Give the name as the cloud's console shows it." };
}

export function readFlag(text: string): ReadField<boolean> {
  const word = text.toLowerCase();
  if (["yes", "true", "on"].includes(word)) return { value: true };
  if (["no", "false", "off"].includes(word)) return { value: false };
  return { message: `${plainText(text)} is neither yes nor no.`, hint: "Write yes or no." };
}

export function readTier(text: string): ReadField<CircuitTier> {
  return oneOf(text, { standard: "Standard", premium: "Premium", local: "Local" });
}

export function readBilling(text: string): ReadField<CircuitFamily> {
  return oneOf(text, {
    metered: "MeteredData",
    metereddata: "MeteredData",
    unlimited: "UnlimitedData",
    unlimiteddata: "UnlimitedData",
  });
}

export function readActivate(text: string): ReadField<"now" | "hold"> {
  return oneOf(text, { now: "now", hold: "hold" });
}

function oneOf<T>(text: string, words: Readonly<Record<string, T>>): ReadField<T> {
  const found = Object.entries(words).find(([word]) => word === text.toLowerCase());
  if (found !== undefined) return { value: found[1] };
  const known = Object.keys(words).filter((word) => !word.endsWith("data"));
  return { message: `${plainText(text)} is not possible here.`, hint: `Choose ${known.join(" or ")}.` };
}

export function readSlash30(text: string): ReadField<string> {
  const parsed = parseCidr(text);
  const hint = "Give the network address of a /30, such as 10.255.0.0/30.";
  if ("problem" in parsed) return { message: `This is no /30: ${parsed.problem}.`, hint };
  if (parsed.cidr.length !== 30) return { message: `Azure takes a /30 only, this is a /${parsed.cidr.length}.`, hint };
  return { value: text.trim() };
}

export function readReason(text: string): ReadField<string> {
  const value = plainText(text);
  if (value === "") return { message: "The reason is empty.", hint: "Tell the approver in a few words why." };
  if (value.length <= REASON_MAX) return { value };
  return {
    message: `The reason has ${value.length} characters; ${REASON_MAX} is the most.`,
    hint: "Say it shorter, and point to a ticket for the rest.",
  };
}

export function readList(text: string): ReadField<readonly string[]> {
  const parts = text.split(",").map(plainText);
  return { value: [...new Set(parts.filter((part) => part !== ""))] };
}

export function readAccepts(text: string): ReadField<readonly string[]> {
  const codes = text.split(",").map((code) => code.trim().toLowerCase());
  const unknown = codes.filter((code) => code !== "" && !isAcceptableCode(code));
  if (unknown.length === 0) return { value: [...new Set(codes.filter((code) => code !== ""))].toSorted() };
  return {
    message: `Nothing can be accepted under ${unknown.map(plainText).join(", ")}.`,
    hint: `What can be accepted: ${acceptableCodes.join(", ")}.`,
  };
}
