import { AzureRules } from "./azure-rules.ts";
import { exceptionFor } from "./exceptions.ts";
import { type Exchange, type Judgement, wrong } from "./exchange.ts";
import { judgeOci } from "./oci-rules.ts";
import type { SpecFolder } from "./spec-folder.ts";

/** Exchanges in the order in which they took place. */
export interface Recording {
  readonly name: string;
  readonly exchanges: readonly Exchange[];
  /** With which the requests to OCI were signed; absent where there are none. */
  readonly ociPublicKeyPem?: string;
}

/** What came of checking some recordings, in lines for people. */
export interface Report {
  readonly violations: readonly string[];
  /** What was checked, what was not, and what was let pass, each with its reason. */
  readonly remarks: readonly string[];
}

/** Checks every exchange: those with Azure against the specifications, those with OCI against their signatures. */
export async function conform(recordings: readonly Recording[], folder: SpecFolder): Promise<Report> {
  const violations: string[] = [];
  const remarks = new Tally();
  for (const recording of recordings) {
    const azure = new AzureRules(folder);
    for (const [index, exchange] of recording.exchanges.entries()) {
      const cloud = cloudOf(exchange);
      const judgement = await judges[cloud](exchange, { azure, key: recording.ociPublicKeyPem ?? "" });
      const place = `${recording.name}, exchange ${index + 1}, ${exchange.request.method} ${exchange.request.url}`;
      remarks.add(`${recording.name}: exchanges with ${cloud}`);
      violations.push(...unexcused(judgement, remarks).map((problem) => `${place}: ${problem}`));
      if (judgement.unchecked !== undefined) remarks.add(`not checked, ${judgement.unchecked}`);
      if (judgement.note !== undefined) remarks.add(`checked against ${judgement.note}`);
    }
  }
  return { violations, remarks: remarks.lines() };
}

type Cloud = "Azure" | "OCI" | "nobody known";

/** OCI's paths begin with the date of the API; Azure's name the version in the query. */
function cloudOf({ request: { url } }: Exchange): Cloud {
  const { pathname, hostname } = new URL(url);
  if (/^\/\d{8}\//.test(pathname)) return "OCI";
  return hostname === "management.azure.com" ? "Azure" : "nobody known";
}

interface Means {
  readonly azure: AzureRules;
  readonly key: string;
}

const judges: Readonly<Record<Cloud, (exchange: Exchange, means: Means) => Judgement | Promise<Judgement>>> = {
  Azure: (exchange, { azure }) => azure.judge(exchange),
  OCI: (exchange, { key }) => judgeOci(exchange, key),
  "nobody known": ({ request: { url } }) => ({ what: url, violations: [wrong("cloud", "of neither cloud")] }),
};

function unexcused({ what, violations }: Judgement, remarks: Tally): readonly string[] {
  return violations.flatMap((violation) => {
    const exception = exceptionFor(what, violation);
    if (exception) remarks.add(`let pass, ${what}: ${exception.message} (${exception.why})`);
    return exception ? [] : [`${violation.rule}: ${violation.message}`];
  });
}

class Tally {
  private readonly counts = new Map<string, number>();

  add(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  lines(): readonly string[] {
    return [...this.counts].map(([what, count]) => `${count} x ${what}`);
  }
}
