// Chromium as Debian packages it, and the four ways in which we look at a page.

import { access } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

/** Widths of a desk and a telephone, each by day and by night. */
export const looks = [1280, 390].flatMap((width) =>
  ["light", "dark"].map((scheme) => ({ width, scheme, name: `${width}-${scheme}` })),
);

/** The first Chromium on the path, or the one that ROOST_CHROMIUM names. */
async function findChromium() {
  if (process.env.ROOST_CHROMIUM) return process.env.ROOST_CHROMIUM;
  const names = ["chromium", "chromium-browser", "google-chrome"];
  for (const folder of process.env.PATH.split(delimiter)) {
    for (const name of names) {
      const path = join(folder, name);
      if (await access(path).then(() => true, () => false)) return path;
    }
  }
  throw new Error("no Chromium on the path: run bin/setup, or set ROOST_CHROMIUM");
}

export async function launch() {
  return chromium.launch({
    executablePath: await findChromium(),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
}

/**
 * Opens a context of its own, runs `use` with its first page, and closes it. Requests to any other
 * host than the page's are refused and remembered in `page.strangers`; what the console and the
 * page complain of is in `page.complaints`.
 */
export async function withPage(browser, options, use) {
  const { width = 1280, scheme = "light", scripts = true, cookies = [] } = options;
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: scheme,
    reducedMotion: "reduce",
    javaScriptEnabled: scripts,
    bypassCSP: false,
  });
  // A machine that compiles beside is slow; whatever takes longer has gone wrong.
  context.setDefaultTimeout(60_000);
  await context.addCookies(cookies);
  const page = await context.newPage();
  page.strangers = [];
  page.complaints = [];
  await context.route(
    (url) => url.protocol.startsWith("http") && url.hostname !== "127.0.0.1" && url.hostname !== "localhost",
    (route) => {
      page.strangers.push(route.request().url());
      return route.abort();
    },
  );
  page.on("pageerror", (error) => page.complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") page.complaints.push(message.text());
  });
  try {
    return await use(page);
  } finally {
    await context.close();
  }
}

/** The cookies of whoever signs in by a one-tap link, which works once. */
async function signIn(browser, link) {
  return withPage(browser, {}, async (page) => {
    await page.goto(link);
    // A mailed link changes nothing until its one button is pressed.
    const button = page.locator("main form button");
    await Promise.all([page.waitForEvent("domcontentloaded"), button.click()]);
    const answer = await page.goto(new URL("/me", link).href);
    if (new URL(answer.url()).pathname !== "/me") throw new Error(`${link} signs nobody in`);
    return page.context().cookies();
  });
}

/** The same for each role; a stranger has none. */
export async function signInAll(browser, links) {
  const cookies = { stranger: [] };
  for (const [role, link] of Object.entries(links)) cookies[role] = await signIn(browser, link);
  return cookies;
}
