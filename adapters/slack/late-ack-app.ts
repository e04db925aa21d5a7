import { App, type ReceiverEvent } from "@slack/bolt";

/**
 * Bolt acknowledges events before any listener has seen them; an event that a dying process had acknowledged would be
 * lost. Here the acknowledgement waits for the listeners, and is left out when they fail: Slack then brings the event
 * again. Commands, buttons and forms are acknowledged by their listeners, as in any Bolt app.
 */
export class LateAckApp extends App {
  override async processEvent(event: ReceiverEvent): Promise<void> {
    if (event.body["type"] !== "event_callback") return super.processEvent(event);
    await super.processEvent({ ...event, ack: () => Promise.resolve() });
    await event.ack();
  }
}
