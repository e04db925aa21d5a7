import {
  CircuitBreaker,
  ConfigFileAuthenticationDetailsProvider,
  ConfigFileReader,
  composeRequest,
  DefaultRequestSigner,
  EndpointBuilder,
  InstancePrincipalsAuthenticationDetailsProviderBuilder,
  NoRetryConfigurationDetails,
  SessionAuthDetailProvider,
} from "oci-common";
import { models, requests, VirtualNetworkClient } from "oci-core";
import { IdentityClient } from "oci-identity";

/**
 * What is used of Oracle's SDK. It takes a third of a second to load, so this file is only imported where the SDK is
 * first needed.
 */
export const sdk = {
  CircuitBreaker,
  composeRequest,
  ConfigFileAuthenticationDetailsProvider,
  ConfigFileReader,
  DefaultRequestSigner,
  EndpointBuilder,
  IdentityClient,
  InstancePrincipalsAuthenticationDetailsProviderBuilder,
  models,
  NoRetryConfigurationDetails,
  requests,
  SessionAuthDetailProvider,
  VirtualNetworkClient,
};
