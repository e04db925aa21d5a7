/** The chat products that one can play in. */
export const PLATFORMS = ["slack", "teams"] as const;

export type Platform = (typeof PLATFORMS)[number];
