// Every page of the demo, for each person who can see it, at both widths, by day and by night.

import assert from "node:assert/strict";
import { violations, violationsWithoutScripts } from "./lib/axe.mjs";
import { looks, signIn, withPage } from "./lib/browser.mjs";
import { story } from "./lib/story.mjs";
import { walk } from "./lib/walk.mjs";

/** The people whose pages are walked, and where each begins. */
export const people = {
  stranger: ["/", "/explore", "/sign-in", "/mailbox", "/no-such-group"],
  member: ["/", "/me"],
  organizer: ["/", "/me"],
  keeper: ["/", "/keeper"],
};

/** The pages that each person reaches, walked once. */
export async function everyPage(browser, demo) {
  const found = {};
  for (const [person, first] of Object.entries(people)) {
    const cookies = demo.links[person] ? await signIn(browser, demo.links[person]) : [];
    found[person] = { cookies, pages: await walk(browser, demo.base, first, { cookies }) };
  }
  return found;
}

async function check(page, base, path, look) {
  const found = await violations(page);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (wide > 0) found.push(`scrolls sideways by ${wide} px`);
  // A page that is missing on purpose makes the browser complain of its status.
  found.push(...page.complaints.filter((complaint) => !/status of 4\d\d/.test(complaint)));
  found.push(...page.strangers.map((url) => `asks another host: ${url}`));
  return found.map((line) => `${look.name} ${path}: ${line}`);
}

/** One story for each person and look. */
export function storiesOfPages(reached) {
  for (const [person, { cookies, pages }] of Object.entries(reached)) {
    for (const look of looks) {
      story(`${person}: ${pages.length} pages at ${look.width}, ${look.scheme}, have no violation`, async ({ browser, demo }) => {
        const found = [];
        for (const { path } of pages) {
          await withPage(browser, { ...look, cookies }, async (page) => {
            await page.goto(demo.base + path);
            found.push(...(await check(page, demo.base, path, look)));
          });
        }
        assert.deepEqual(found, []);
      });
    }
    story(`${person}: ${pages.length} pages without scripts have no violation`, async ({ browser, demo }) => {
      const found = [];
      for (const { path } of pages) {
        const lines = await violationsWithoutScripts(browser, withPage, demo.base + path, { width: 390, cookies });
        found.push(...lines.map((line) => `${path}: ${line}`));
      }
      assert.deepEqual(found, []);
    });
    story(`${person}: no page answers with a fault`, async () => {
      assert.deepEqual(pages.filter((page) => page.status >= 500), []);
    });
  }
}
