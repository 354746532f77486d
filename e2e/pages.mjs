// Every page of the demo, for each person who can see it, at both widths, by day and by night.

import assert from "node:assert/strict";
import { faintColours, violations, violationsWithoutScripts } from "./lib/axe.mjs";
import { signIn, withPage } from "./lib/browser.mjs";
import { none, story } from "./lib/story.mjs";
import { walk } from "./lib/walk.mjs";

/** The people whose pages are walked, and where each begins. */
const people = {
  stranger: ["/", "/explore", "/sign-in", "/mailbox", "/no-such-group"],
  member: ["/", "/me"],
  organizer: ["/", "/me"],
  keeper: ["/", "/keeper"],
};

/** The pages that each person reaches, walked once. */
export async function everyPage(browser, demo) {
  const found = {};
  for (const [person, first] of Object.entries(people)) {
    const link = demo.links[person];
    if (person !== "stranger" && !link) continue;
    const cookies = link ? await signIn(browser, link) : [];
    found[person] = { cookies, pages: await walk(browser, demo.base, first, { cookies }) };
  }
  return found;
}

/** Runs `look` at both widths by day and `colours` at both by night, on a page loaded once. */
async function inEveryLook(page, look, colours) {
  const found = [];
  for (const [scheme, see] of [["light", look], ["dark", colours]]) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 900 });
      found.push(...(await see(page)).map((line) => `${width} ${scheme}: ${line}`));
    }
  }
  return found;
}

async function everything(page) {
  const found = await violations(page);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  return wide > 0 ? [...found, `scrolls sideways by ${wide} px`] : found;
}

/** What is wrong with one page for whoever looks, listens or has a telephone. */
export async function check(page, url) {
  page.complaints.length = 0;
  page.strangers.length = 0;
  await page.goto(url);
  const found = await inEveryLook(page, everything, faintColours);
  // A page that is missing on purpose makes the browser complain of its status.
  found.push(...page.complaints.filter((complaint) => !/status of 4\d\d/.test(complaint)));
  return [...found, ...page.strangers.map((other) => `asks another host: ${other}`)];
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
