/** A version that is checked against the files of another one where its own are not there. */
export interface Substitute {
  readonly namespace: string;
  readonly asked: string;
  readonly have: string;
  readonly why: string;
}

export const substitutes: readonly Substitute[] = [
  {
    namespace: "Microsoft.Network",
    asked: "2025-05-01",
    have: "2024-01-01",
    why: "with what the later version adds, where derived/2025-05-01 lists it",
  },
  {
    namespace: "Microsoft.Resources",
    asked: "2025-04-01",
    have: "2024-07-01",
    why: "groups, providers and lists of resources are the same in both",
  },
];
