// The demo's world: started on a free port with a folder of its own, and stopped at the end.

import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export async function freePort() {
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

/**
 * Starts the binary and waits until `ready` finds in its output what it looks for, and it answers. `crash` kills it
 * without a word, as a power cut does, and starts it again on what it has left.
 */
async function start(binary, data, port, args, ready) {
  // By the name that its links have: a cookie of one name of this machine is not sent to the other.
  const base = `http://localhost:${port}`;
  let running = await run(binary, data, args, { base, ready });
  const stop = async () => {
    await running.end("SIGTERM");
    await rm(data, { recursive: true, force: true });
  };
  if (!running.found) {
    await stop();
    throw new Error(`${args[0]} did not start. It said:\n${running.output()}`);
  }
  const crash = async () => {
    await running.end("SIGKILL");
    running = await run(binary, data, args, { base, ready: () => ({}) });
    if (!running.found) throw new Error(`${args[0]} did not start again. It said:\n${running.output()}`);
  };
  return { base, ...running.found, stop, crash };
}

/** One process; `found` is what it was waited for, or nothing. */
async function run(binary, data, args, { base, ready }) {
  const child = spawn(binary, [...args, "--data", data], { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  let ended = false;
  child.stdout.on("data", (chunk) => (output += chunk));
  child.stderr.on("data", (chunk) => (output += chunk));
  child.on("exit", () => (ended = true));
  const end = async (signal) => {
    if (ended) return;
    child.kill(signal);
    await new Promise((resolve) => child.once("exit", resolve));
  };
  for (const deadline = Date.now() + 60_000; Date.now() < deadline && !ended; ) {
    const found = ready(output);
    const answers = await fetch(`${base}/healthz`).then((answer) => answer.ok, () => false);
    if (answers && found) return { end, found, output: () => output };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { end, found: null, output: () => output };
}

const folder = () => mkdtemp(join(tmpdir(), "roost-e2e-"));

/** Starts `binary demo`; `links` holds the one-tap link of each of the `roles`. */
export async function startDemo(binary, roles, more = []) {
  const port = await freePort();
  return start(binary, await folder(), port, ["demo", "--port", String(port), ...more], (output) => {
    const links = parse(output);
    return roles.every((role) => links[role]) && { links };
  });
}

/** Starts `binary serve` on an empty folder with these settings; `link` makes its keeper. */
export async function startServe(binary, settings) {
  const [port, data] = [await freePort(), await folder()];
  const config = join(data, "roost.toml");
  await writeFile(config, `${settings}\n[mail]\ntransport = "mailbox"\n`);
  const base = `http://localhost:${port}`;
  const args = ["serve", "--config", config, "--listen", `127.0.0.1:${port}`, "--base-url", base];
  return start(binary, data, port, args, (output) => {
    const link = /http:\S+\/first-run\/\S+/.exec(output)?.[0];
    return link && { link };
  });
}

/**
 * Starts `binary serve` with these settings, and `mail` for what leaves, on the world that a demo has left in a folder,
 * which is told with the settings' file; `links` holds the one-tap link of each of the `roles`.
 */
export async function startServeOnDemo(binary, roles, settings, mail = 'transport = "mailbox"') {
  const [port, data] = [await freePort(), await folder()];
  const base = `http://localhost:${port}`;
  const ready = (output) => roles.every((role) => parse(output)[role]) && { links: parse(output) };
  const demo = await run(binary, data, ["demo", "--port", String(port)], { base, ready });
  await demo.end("SIGTERM");
  if (!demo.found) throw new Error(`demo did not start. It said:\n${demo.output()}`);
  const config = join(data, "roost.toml");
  await writeFile(config, `${settings}\n[mail]\n${mail}\n`);
  const args = ["serve", "--config", config, "--listen", `127.0.0.1:${port}`, "--base-url", base];
  return start(binary, data, port, args, () => ({ ...demo.found, data, config }));
}
