import type { Route } from "../../kit/routes.ts";
import type { Tenant } from "../tenant/tenant.ts";
import { channelKey } from "./keys.ts";

/** Where the bot learns with which keys the channel signs. */
export const OPENID_PATH = "/v1/.well-known/openidconfiguration";

const KEYS_PATH = "/v1/.well-known/keys";

/** The OpenID metadata of the Bot Framework's token service, and its keys. */
export const metadataRoutes = (tenant: Tenant): readonly Route[] => [
  {
    method: "GET",
    path: OPENID_PATH,
    handler: () => ({
      status: 200,
      body: {
        issuer: "https://api.botframework.com",
        authorization_endpoint: "https://invalid.botframework.com",
        jwks_uri: `${tenant.origin}${KEYS_PATH}`,
        id_token_signing_alg_values_supported: ["RS256"],
        token_endpoint_auth_methods_supported: ["private_key_jwt"],
      },
    }),
  },
  {
    method: "GET",
    path: KEYS_PATH,
    handler() {
      const { kid, publicKey } = channelKey();
      const key = { ...publicKey.export({ format: "jwk" }), use: "sig", kid, x5t: kid, endorsements: ["msteams"] };
      return { status: 200, body: { keys: [key] } };
    },
  },
];
