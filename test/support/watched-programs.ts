import { Border } from "./border.ts";
import { CountingProxy, type Crossed, type Crossing } from "./counting-proxy.ts";
import type { Program, Role } from "./program.ts";
import type { Scene } from "./scene.ts";

/** One process of the product and the border around it. */
export interface Watched {
  /** Tells it from all others, from its first word on. */
  readonly name: string;
  readonly program: Program;
  readonly border: Border;
}

/**
 * Called for each piece that crosses, with the name of the process it comes from or goes to (`people` for what people
 * send), and with the process once it is ready.
 */
export type Watch = (crossing: Crossing, watched: Watched | undefined, name: string) => Promise<void> | undefined;

/**
 * Processes of the product of which everything they say and hear is counted, people's requests included. Slack reaches
 * whichever of them is the first one alive.
 */
export class WatchedPrograms {
  readonly alive: Watched[] = [];
  onCrossing: Watch = () => undefined;
  private readonly scene: Scene;
  private readonly borders: Border[] = [];
  private started = 0;
  private wayIn: CountingProxy | undefined;

  constructor(scene: Scene) {
    this.scene = scene;
  }

  /** Opens the way in for people. Call it once, before the first process is started. */
  async open(): Promise<void> {
    const nobody = "127.0.0.1:9";
    const target = (): string => (this.alive[0] ? new URL(this.alive[0].program.url).host : nobody);
    this.wayIn = await CountingProxy.start("people", target, (crossing) =>
      this.onCrossing(crossing, this.alive[0], "people"),
    );
    this.scene.world.slack.listenAt(`http://${this.wayIn.host}/slack/events`);
  }

  async start(role: Role = "all"): Promise<Watched> {
    const started: { watched?: Watched } = {};
    this.started += 1;
    const name = `process ${this.started}`;
    const crossed: Crossed = (crossing) => this.onCrossing(crossing, started.watched, name);
    const border = await Border.around(this.scene.env, crossed);
    this.borders.push(border);
    const program = await this.scene.start(role, { ...border.env, PORT: "0" });
    const watched = { name, program, border };
    started.watched = watched;
    this.alive.push(watched);
    return watched;
  }

  /** Stops or kills it at once, wherever it is; people reach the next one from now on. */
  strike(watched: Watched, signal: "SIGKILL" | "SIGSTOP"): void {
    watched.program.child.process.kill(signal);
    this.alive.splice(this.alive.indexOf(watched), 1);
  }

  /** Lets one that was stopped go on; people may reach it again. */
  goOn(watched: Watched): void {
    watched.program.child.process.kill("SIGCONT");
    this.alive.push(watched);
  }

  async close(): Promise<void> {
    await Promise.all([...this.borders.map((border) => border.close()), this.wayIn?.close()]);
  }
}
