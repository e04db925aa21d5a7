import { ServiceError } from "./service-error.ts";

// Oracle's usual values for a paid tenancy; a real one may have others.
const usual = {
  "drg-count": 5,
  "route-rules-per-table": 200,
  "vcn-count": 50,
  "virtual-circuit-count": 10,
};

type LimitName = keyof typeof usual;

export const isLimitName = (name: string): name is LimitName => Object.hasOwn(usual, name);

/** The service limits of the tenancy in this region. */
export class ServiceLimits {
  readonly #values = new Map<LimitName, number>();

  set(name: LimitName, value: number): void {
    this.#values.set(name, value);
  }

  get(name: LimitName): number {
    return this.#values.get(name) ?? usual[name];
  }

  /** @throws ServiceError 400 LimitExceeded when `wanted` of a kind is more than the tenancy may have */
  check(name: LimitName, wanted: number): void {
    if (wanted <= this.get(name)) return;
    throw new ServiceError(
      "LimitExceeded",
      `The following service limits were exceeded: ${name}. Request a service limit increase.`,
    );
  }
}
