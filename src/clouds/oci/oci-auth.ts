import type { DefaultRequestSigner, HttpRequest } from "oci-common";
import { InterconnectError } from "../../domain/errors.ts";

/** Where the credentials come from. */
export type OciAuth =
  | { readonly kind: "config-file"; readonly file: string; readonly profile: string }
  | { readonly kind: "instance-principal" };

/** Signs requests with the environment's credentials. */
export interface OciSigner {
  /** @throws InterconnectError `ConfigInvalid` or `CredentialsRefused` when there is nothing to sign with */
  sign(request: HttpRequest, timeoutMs: number): Promise<void>;
  /** Reads the credentials again before the next call, so that rotated ones are taken up without a restart. */
  forget(): void;
  close(): void;
}

interface Credentials {
  readonly signer: DefaultRequestSigner;
  /** Ends the timers that the SDK's circuit breakers keep. */
  close?(): void;
}

/** The SDK gives its circuit breakers no usable type. */
function shutDown(breaker: unknown): void {
  if (typeof breaker !== "object" || breaker === null || !("shutdown" in breaker)) return;
  if (typeof breaker.shutdown === "function") Reflect.apply(breaker.shutdown, breaker, []);
}

async function fromConfigFile(file: string, profile: string): Promise<Credentials> {
  const { sdk } = await import("./sdk.ts");
  const config = sdk.ConfigFileReader.parseFileFromPath(file, profile);
  // With a session token the plain provider would leave the token out and sign with an empty user.
  const Provider = config.get("security_token_file")
    ? sdk.SessionAuthDetailProvider
    : sdk.ConfigFileAuthenticationDetailsProvider;
  return { signer: new sdk.DefaultRequestSigner(new Provider(file, profile)) };
}

async function fromInstance(): Promise<Credentials> {
  const { sdk } = await import("./sdk.ts");
  const builder = new sdk.InstancePrincipalsAuthenticationDetailsProviderBuilder();
  const signer = new sdk.DefaultRequestSigner(await builder.build());
  return {
    signer,
    // The provider's own close prints a line on standard output.
    close: () => {
      shutDown(builder.circuitBreaker);
      shutDown(builder.authCircuitBreaker.circuit);
    },
  };
}

/** What the SDK throws here may quote a line of the configuration file, so none of it is passed on. */
function unusable(auth: OciAuth): InterconnectError {
  if (auth.kind === "instance-principal") {
    return new InterconnectError({
      code: "CredentialsRefused",
      kind: "transient",
      message: "This machine's instance principal could not be had from Oracle.",
      hint: "The bot must run on an OCI instance that belongs to a dynamic group named in the policy.",
      details: { side: "oci" },
    });
  }
  return new InterconnectError({
    code: "ConfigInvalid",
    kind: "blocked",
    message: `Profile ${auth.profile} of the OCI configuration file ${auth.file} cannot be used to sign requests.`,
    hint: "It needs tenancy, user (or security_token_file), fingerprint, region and a readable key_file with its pass_phrase.",
    details: { side: "oci" },
  });
}

async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const expiry = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(reject, timeoutMs, new RangeError(`not within ${timeoutMs} ms`));
  });
  try {
    return await Promise.race([work, expiry]);
  } finally {
    clearTimeout(timer);
  }
}

/** Makes a signer; credentials are read at the first signature. */
export function createOciSigner(auth: OciAuth): OciSigner {
  let credentials: Promise<Credentials> | undefined;
  const forget = (): void => {
    credentials?.then((old) => old.close?.()).catch(() => undefined);
    credentials = undefined;
  };
  return {
    async sign(request, timeoutMs) {
      credentials ??= auth.kind === "config-file" ? fromConfigFile(auth.file, auth.profile) : fromInstance();
      const signed = credentials.then(({ signer }) => signer.signHttpRequest(request));
      try {
        await within(timeoutMs, signed);
      } catch {
        forget();
        throw unusable(auth);
      }
    },
    forget,
    close: forget,
  };
}
