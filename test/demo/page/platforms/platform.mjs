import { state } from "../store.mjs";
import { slack } from "./slack.mjs";
import { teams } from "./teams.mjs";

/** The chat products that one can play in. */

const PLATFORMS = [slack, teams];

/** The one that is shown. */
export const platform = () => PLATFORMS.find(({ key }) => key === state.platform) ?? slack;

/** Those that are there in this world. */
export const present = () => PLATFORMS.filter(({ key }) => state.world?.[key] !== undefined);
