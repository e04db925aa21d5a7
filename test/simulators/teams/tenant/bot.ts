const APP_ID = "b07a0000-0000-4000-8000-000000000028";

/** The bot as an application and as a member of conversations. */
export const BOT = { appId: APP_ID, id: `28:${APP_ID}`, name: "Interconnect" } as const;
