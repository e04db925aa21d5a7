import { connect } from "node:net";

/** A request written by hand: nothing in between tidies its path or its headers. Resolves to the answer's status. */
export const rawRequest = (
  port: number,
  line: string,
  headers: readonly string[],
): Promise<{ readonly status: number; readonly text: string }> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let text = "";
    socket.setEncoding("utf8");
    socket.on("data", (chunk: string) => {
      text += chunk;
    });
    socket.once("error", reject);
    socket.once("close", () => resolve({ status: Number(text.split(" ")[1]), text }));
    socket.write(`${[line, ...headers, "connection: close"].join("\r\n")}\r\n\r\n`);
  });
