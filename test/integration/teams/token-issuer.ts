import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";

/** Who signs for Teams: an issuer of OpenID Connect on loopback, with keys that only it has. */
export interface TokenIssuer {
  readonly openIdMetadata: string;
  /** A token that is good, but for what is asked otherwise. */
  token(otherwise?: Otherwise): Promise<string>;
  /** How often the keys were read. */
  readonly keyReads: () => number;
  close(): Promise<void>;
}

export interface Otherwise {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly alg?: string;
  readonly kid?: string;
  /** Signed with a key that nobody publishes. */
  readonly forged?: boolean;
  /** Seconds from now. */
  readonly expiresIn?: number;
  readonly notBeforeIn?: number;
}

export interface IssuerOptions {
  readonly audience: string;
  readonly serviceUrl: string;
  /** Channels for which the keys may speak. */
  readonly endorsements?: readonly string[];
}

export async function startIssuer({
  audience,
  serviceUrl,
  endorsements = ["msteams"],
}: IssuerOptions): Promise<TokenIssuer> {
  const [own, foreign] = await Promise.all([generateKeyPair("RS256"), generateKeyPair("RS256")]);
  const jwk = { ...(await exportJWK(own.publicKey)), kid: "k1", use: "sig", endorsements };
  let keyReads = 0;
  const server = createServer((request, response) => {
    const isKeys = request.url === "/keys";
    if (isKeys) keyReads += 1;
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(isKeys ? { keys: [jwk] } : { jwks_uri: `${originOf(server)}/keys` }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    openIdMetadata: `${originOf(server)}/openid`,
    keyReads: () => keyReads,
    token: async ({ claims = {}, alg = "RS256", kid = "k1", forged, expiresIn = 3600, notBeforeIn = -60 } = {}) => {
      const now = Math.floor(Date.now() / 1000);
      const payload = {
        iss: "https://api.botframework.com",
        aud: audience,
        serviceurl: serviceUrl,
        nbf: now + notBeforeIn,
        exp: now + expiresIn,
        ...claims,
      };
      if (alg === "none") return `${part({ alg, kid })}.${part(payload)}.`;
      const header = { alg, kid };
      if (alg === "HS256") {
        return new SignJWT(payload).setProtectedHeader(header).sign(new TextEncoder().encode(JSON.stringify(jwk)));
      }
      return new SignJWT(payload).setProtectedHeader(header).sign((forged ? foreign : own).privateKey);
    },
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}

const part = (of: object): string => Buffer.from(JSON.stringify(of)).toString("base64url");

function originOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
