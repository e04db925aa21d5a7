/** What both chat products show of the bot. */
export const about = {
  name: "interconnect",
  description: "Builds and verifies links between Azure and OCI networks.",
} as const;
