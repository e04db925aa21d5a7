import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type TeamsChannelAccount,
  TeamsInfo,
  type TurnContext,
} from "botbuilder";
import type { Conversation } from "../../src/chat/address-book.ts";
import type { TeamsConfig } from "../../src/config/teams.ts";
import type { Channel, Connector, Member, Spot } from "./connector.ts";
import type { TeamsMessage } from "./render-card.ts";
import { sdkCredentials, tokensOf } from "./sdk-credentials.ts";
import { sdkTransport } from "./sdk-transport.ts";

/** The part of the SDK's connector client that is used; its own type is exported by another package. */
interface SdkClient {
  readonly conversations: {
    sendToConversation(conversationId: string, activity: object): Promise<{ readonly id?: string }>;
    updateActivity(conversationId: string, activityId: string, activity: object): Promise<unknown>;
  };
}

const pageSize = 500;

/** The only thing that knows the SDK, with its transport and credentials. */
export class SdkConnector implements Connector {
  private readonly config: TeamsConfig;
  private readonly adapter: CloudAdapter;

  constructor(config: TeamsConfig) {
    this.config = config;
    const { appId, tenantId, issuer, openIdMetadata, loginEndpoint, oauthScope } = config;
    const tokens = tokensOf(config);
    this.adapter = new CloudAdapter(
      new ConfigurationBotFrameworkAuthentication(
        {
          MicrosoftAppId: appId,
          MicrosoftAppTenantId: tenantId,
          // One of these set means that all of them are.
          CallerId: "",
          OAuthUrl: "https://token.botframework.com",
          ToChannelFromBotLoginUrl: loginEndpoint,
          ToChannelFromBotOAuthScope: oauthScope,
          ToBotFromChannelTokenIssuer: issuer,
          ToBotFromChannelOpenIdMetadataUrl: openIdMetadata,
          ToBotFromEmulatorOpenIdMetadataUrl: openIdMetadata,
        },
        sdkCredentials(config, tokens),
        undefined,
        undefined,
        { httpClient: sdkTransport(config.serviceUrls, () => tokens?.forget()) },
      ),
    );
  }

  async send(spot: Spot, message: TeamsMessage): Promise<string> {
    const { id } = await this.turn(spot, (context) =>
      this.client(context).conversations.sendToConversation(idOf(spot), this.addressed(spot, message)),
    );
    return id ?? "";
  }

  async update(spot: Spot, messageId: string, message: TeamsMessage): Promise<void> {
    await this.turn(spot, (context) =>
      this.client(context).conversations.updateActivity(idOf(spot), messageId, {
        ...this.addressed(spot, message),
        id: messageId,
      }),
    );
  }

  async openPersonal(serviceUrl: string, objectId: string): Promise<string> {
    const { appId, tenantId, oauthScope } = this.config;
    const bot = botAccount(appId);
    const parameters = {
      isGroup: false,
      bot,
      members: [{ id: objectId }],
      tenantId,
      channelData: { tenant: { id: tenantId } },
    };
    let id = "";
    // The SDK's type asks for an activity and more, none of which is needed to open a conversation.
    const wanted = parameters as unknown as Parameters<CloudAdapter["createConversationAsync"]>[4];
    await this.adapter.createConversationAsync(appId, channelId, serviceUrl, oauthScope, wanted, (context) => {
      id = context.activity.conversation.id;
      return Promise.resolve();
    });
    return id;
  }

  async member(conversation: Conversation, objectId: string): Promise<Member> {
    return memberOf(await this.turn({ conversation }, (context) => TeamsInfo.getMember(context, objectId)));
  }

  async members(conversation: Conversation): Promise<readonly Member[]> {
    const all: Member[] = [];
    let next: string | undefined;
    do {
      const page = await this.turn({ conversation }, (context) => TeamsInfo.getPagedMembers(context, pageSize, next));
      all.push(...page.members.map(memberOf));
      next = page.continuationToken;
    } while (next);
    return all;
  }

  async channels(conversation: Conversation & { readonly team: string }): Promise<ReadonlyMap<string, Channel>> {
    const found = await this.turn({ conversation }, (context) => TeamsInfo.getTeamChannels(context, conversation.team));
    return new Map(found.map(({ id, name }) => [id ?? "", { name: name ?? "General" }]));
  }

  /** Something that happens in the SDK's frame of a conversation. */
  private async turn<T>(spot: Spot, work: (context: TurnContext) => Promise<T>): Promise<T> {
    const { conversation } = spot;
    let done: { readonly result: T } | undefined;
    const reference = {
      channelId,
      serviceUrl: conversation.serviceUrl,
      bot: botAccount(this.config.appId),
      conversation: this.account(spot),
    };
    await this.adapter.continueConversationAsync(this.config.appId, reference, async (context) => {
      // Rosters of a channel are those of its team.
      if (conversation.team !== undefined) context.activity.channelData = { team: { id: conversation.team } };
      done = { result: await work(context) };
    });
    if (done === undefined) throw new TypeError("the SDK did not run the turn");
    return done.result;
  }

  private client(context: TurnContext): SdkClient {
    return context.turnState.get<SdkClient>(this.adapter.ConnectorClientKey);
  }

  private addressed(spot: Spot, message: TeamsMessage): object {
    return { ...message, channelId, from: botAccount(this.config.appId), conversation: this.account(spot) };
  }

  private account(spot: Spot): {
    id: string;
    name: string;
    isGroup: boolean;
    conversationType: string;
    tenantId: string;
  } {
    const { kind } = spot.conversation;
    return {
      id: idOf(spot),
      name: "",
      isGroup: kind !== "personal",
      conversationType: { channel: "channel", group: "groupChat", personal: "personal" }[kind],
      tenantId: this.config.tenantId,
    };
  }
}

const channelId = "msteams";

function botAccount(appId: string): { id: string; name: string } {
  return { id: `28:${appId}`, name: "" };
}

/** A thread is a conversation of its own, named by its first message. */
function idOf({ conversation, thread }: Spot): string {
  return thread === undefined ? conversation.id : `${conversation.id};messageid=${thread}`;
}

function memberOf(account: TeamsChannelAccount & { readonly objectId?: string }): Member {
  const { aadObjectId, objectId, name, tenantId, userRole } = account;
  return {
    objectId: (aadObjectId ?? objectId ?? "").toLowerCase(),
    name,
    tenant: tenantId?.toLowerCase(),
    guest: userRole === "guest" || userRole === "anonymous",
  };
}
