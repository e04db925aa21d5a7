/** A loopback port nobody listens on right now, the first of `count` (1) such ports in a row. */
export function freePort(count?: number): Promise<number>;
