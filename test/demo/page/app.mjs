import { startChannel } from "./chat/channel.mjs";
import { startPersonas } from "./chat/personas.mjs";
import { startPlatforms } from "./chat/platforms.mjs";
import { startSidebar } from "./chat/sidebar.mjs";
import { startThread } from "./chat/thread.mjs";
import { startClock } from "./clock.mjs";
import { startClouds } from "./clouds/clouds.mjs";
import { startFeed } from "./feed.mjs";
import { startModal } from "./modal/modal.mjs";
import { startTabs } from "./panes.mjs";
import { onChange, state } from "./store.mjs";
import { startTheme } from "./theme.mjs";

const place = (id) => document.querySelector(`#${id}`);

startTheme(place("theme"));
startTabs(place("tabs"));
startClock(place("clock"));
startPlatforms(place("platforms"));
startPersonas(place("personas"));
startSidebar(place("channels"));
startChannel(place("channel"));
startThread(place("thread"));
startClouds(place("clouds"));
startModal();

onChange(["connected"], () => {
  document.body.classList.toggle("disconnected", !state.connected);
});

await startFeed();
document.body.dataset.ready = "true";
