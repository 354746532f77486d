// Every page of the demo, for each person who can see it, at both widths, by day and by night.

import assert from "node:assert/strict";
import { faintColours, violations, violationsWithoutScripts } from "./lib/axe.mjs";
import { withPage } from "./lib/browser.mjs";
import { misfits } from "./lib/fit.mjs";
import { none, story } from "./lib/story.mjs";
import { walk } from "./lib/walk.mjs";

/** The people whose pages are walked, and where each begins. */
const people = {
  stranger: ["/", "/explore", "/sign-in", "/mailbox", "/no-such-group"],
  member: ["/", "/me"],
  organizer: ["/", "/me"],
  keeper: ["/", "/keeper"],
};

/** The pages that each person reaches, walked once: so many of each shape. */
export async function everyPage(browser, { base, cookies }, each = {}) {
  const found = {};
  for (const [person, first] of Object.entries(people)) {
    if (!cookies[person]) continue;
    const options = { cookies: cookies[person], each: each[person] ?? 1 };
    found[person] = { cookies: cookies[person], pages: await walk(browser, base, first, options) };
  }
  return found;
}

async function everything(page) {
  return [...(await violations(page)), ...(await misfits(page))];
}

/** What is wrong with the open page for whoever looks, listens or has a telephone. */
export async function lookAt(page) {
  const found = [];
  const look = async (scheme, width, see) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height: 900 });
    // A colour that is still on its way from day to night is neither.
    await page.evaluate(() => Promise.allSettled(document.getAnimations().map((one) => one.finished)));
    found.push(...(await see(page)).map((line) => `${width} ${scheme}: ${line}`));
  };
  await look("light", 1280, everything);
  await look("light", 390, everything);
  await look("dark", 390, faintColours);
  await look("dark", 1280, faintColours);
  // A page that is missing or refused on purpose makes the browser complain of its status.
  found.push(...page.complaints.filter((complaint) => !/status of 4\d\d/.test(complaint)));
  return [...found, ...page.strangers.map((other) => `asks another host: ${other}`)];
}

/** The same after going there. */
export async function check(page, url) {
  page.complaints.length = 0;
  page.strangers.length = 0;
  await page.goto(url);
  return lookAt(page);
}

/** One story for each person and page. */
export function storiesOfPages(reached) {
  for (const [person, { cookies, pages }] of Object.entries(reached)) {
    for (const { path, status } of pages) {
      story(`${person}: ${path} can be used by everybody`, async ({ browser, demo }) => {
        assert.ok(status < 500, `answered with ${status}`);
        const found = await withPage(browser, { cookies }, (page) => check(page, demo.base + path));
        none(found);
      });
      story(`${person}: ${path} can be used by everybody without scripts`, async ({ browser, demo }) => {
        const found = await withPage(browser, { cookies, scripts: false, width: 390 }, (plain) =>
          withPage(browser, { cookies, width: 390 }, (page) =>
            violationsWithoutScripts(plain, page, demo.base + path),
          ),
        );
        none(found);
      });
    }
  }
}
