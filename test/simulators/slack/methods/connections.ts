import type { SocketHub } from "../delivery/socket-hub.ts";
import { method } from "./method.ts";

/** Socket Mode's way in. */
export const connectionMethods = (sockets: SocketHub) => [
  method({ name: "apps.connections.open", tier: 3, token: "app" }, {}, ({ origin }) => ({
    url: origin.replace(/^http/, "ws") + sockets.ticket(),
  })),
];
