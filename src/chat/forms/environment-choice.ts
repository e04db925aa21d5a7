import type { Environment } from "../../domain/environment.ts";

/** The part of an environment that the create form needs. */
export type EnvironmentChoice = Pick<
  Environment,
  "name" | "azure" | "oci" | "peeringLocation" | "peeringPool" | "defaults"
>;
