// Browsers of other makes, told apart from Chromium only here: Firefox by WebDriver BiDi, WebKit by WebDriver.
// A page is driven by scripts that run in it, which all of them know.

import { spawn } from "node:child_process";
import { access, readdir } from "node:fs/promises";
import { createServer } from "node:net";
import { delimiter, join } from "node:path";
import puppeteer from "puppeteer-core";

/** The first of these programs on the path; `undefined`: this machine has none. */
async function find(...names) {
  for (const folder of process.env.PATH.split(delimiter)) {
    for (const name of names) {
      const path = join(folder, name);
      if (await access(path).then(() => true, () => false)) return path;
    }
  }
}

/** A page of Firefox: `run` evaluates an expression in it; `again` closes it and opens another at an address. `undefined`: it is not installed. */
export async function firefox() {
  const executablePath = await find("firefox", "firefox-esr");
  if (!executablePath) return undefined;
  const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
  let page = await browser.newPage();
  return {
    goto: (url) => page.goto(url, { waitUntil: "domcontentloaded" }),
    run: (script) => page.evaluate(script),
    again: async (url) => {
      const next = await browser.newPage();
      await page.close();
      page = next;
      await page.goto(url, { waitUntil: "domcontentloaded" });
    },
    stop: () => browser.close(),
  };
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** WebKitGTK's own small browser, which stands beside its library. */
async function findMiniBrowser() {
  for (const folder of await readdir("/usr/lib").catch(() => [])) {
    for (const version of ["webkit2gtk-4.1", "webkit2gtk-4.0", "webkitgtk-6.0"]) {
      const path = join("/usr/lib", folder, version, "MiniBrowser");
      if (await access(path).then(() => true, () => false)) return path;
    }
  }
}

/** The same of WebKitGTK, on a screen that nobody sees. */
export async function webkit() {
  const binary = await findMiniBrowser();
  if (!binary || !(await find("WebKitWebDriver")) || !(await find("Xvfb"))) return undefined;
  const [port, screen] = [await freePort(), `:${90 + (process.pid % 100)}`];
  const display = spawn("Xvfb", [screen, "-screen", "0", "500x900x24"], { stdio: "ignore" });
  const driver = spawn("WebKitWebDriver", [`--port=${port}`], {
    stdio: "ignore",
    env: { ...process.env, DISPLAY: screen, GDK_BACKEND: "x11", WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1" },
  });
  const ask = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { "content-type": "application/json" },
      body: method === "POST" ? JSON.stringify(body ?? {}) : undefined,
    });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${path}: ${value.error}: ${value.message}`);
    return value;
  };
  const stop = async () => {
    driver.kill();
    display.kill();
  };
  for (let tries = 0; ; tries += 1) {
    if (await fetch(`http://127.0.0.1:${port}/status`).then((answer) => answer.ok, () => false)) break;
    if (tries > 100) throw new Error("WebKitWebDriver does not answer");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const options = { binary, args: ["--automation"] };
  const { sessionId } = await ask("POST", "/session", {
    capabilities: { alwaysMatch: { "webkitgtk:browserOptions": options, pageLoadStrategy: "eager" } },
  }).catch(async (problem) => {
    await stop();
    throw problem;
  });
  const at = `/session/${sessionId}`;
  // A script whose page goes away meanwhile is never answered; who asks again should be able to soon.
  await ask("POST", `${at}/timeouts`, { script: 10_000 });
  const goto = (url) => ask("POST", `${at}/url`, { url });
  return {
    goto,
    run: (script) => ask("POST", `${at}/execute/sync`, { script: `return ${script}`, args: [] }),
    again: async (url) => {
      const before = await ask("GET", `${at}/window`);
      const { handle } = await ask("POST", `${at}/window/new`, { type: "tab" });
      await ask("POST", `${at}/window`, { handle: before });
      await ask("DELETE", `${at}/window`);
      await ask("POST", `${at}/window`, { handle });
      await goto(url);
    },
    stop: async () => {
      await ask("DELETE", at).catch(() => {});
      await stop();
    },
  };
}
