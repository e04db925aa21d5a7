/** One call to a cloud, as it is counted and logged: no body, no header, no key. */
export interface CallReport {
  readonly side: "azure" | "oci";
  readonly method: string;
  /** Path with ids but never with a service key. */
  readonly path: string;
  readonly status: number | undefined;
  readonly ms: number;
  readonly requestId: string | undefined;
}
