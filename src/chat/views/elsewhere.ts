/** What every view of an adopted link says of it. */
export const elsewhereWords = "made elsewhere, not owned by the bot";
