// The demo's world: started on a free port with a folder of its own, and stopped at the end.

import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/**
 * What the demo prints: a line for the address, and a line for each one-tap link that ends in
 * `/…` and begins with the role, such as `organizer: http://127.0.0.1:8000/sign-in/…`.
 */
export function parse(output) {
  const links = {};
  for (const [, role, link] of output.matchAll(/^\W*(\w[\w -]*?)\W*:\s+(http:\/\/\S+)/gm)) {
    links[role.toLowerCase()] ??= link;
  }
  return links;
}

/** Starts `binary demo` and waits until it has printed all links and answers. */
export async function startDemo(binary, roles) {
  const port = await freePort();
  const data = await mkdtemp(join(tmpdir(), "roost-demo-"));
  const child = spawn(binary, ["demo", "--port", String(port), "--data", data], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let ended = false;
  child.stdout.on("data", (chunk) => (output += chunk));
  child.stderr.on("data", (chunk) => (output += chunk));
  child.on("exit", () => (ended = true));
  const stop = async () => {
    if (!ended) {
      child.kill("SIGTERM");
      await new Promise((resolve) => child.once("exit", resolve));
    }
    await rm(data, { recursive: true, force: true });
  };

  const base = `http://127.0.0.1:${port}`;
  for (const deadline = Date.now() + 60_000; Date.now() < deadline && !ended; ) {
    const links = parse(output);
    const answers = await fetch(`${base}/healthz`).then((answer) => answer.ok, () => false);
    if (answers && roles.every((role) => links[role])) return { base, links, stop };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await stop();
  throw new Error(`the demo did not start. It said:\n${output}`);
}
