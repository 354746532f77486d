// Every page in a language that is long, accented and runs from right to left: what a translation
// would break, and words that no translation would reach.

import assert from "node:assert/strict";
import { violations } from "./lib/axe.mjs";
import { withPage } from "./lib/browser.mjs";
import { english, leaks } from "./lib/english.mjs";
import { misfits } from "./lib/fit.mjs";
import { none, story } from "./lib/story.mjs";

story("English is told from the pseudo-language and from what the demo's people wrote", async () => {
  assert.deepEqual(english("Turku Python: [Šávé~]"), []);
  assert.deepEqual(english("[Ŵřítťéñ břýğ ťó Marta Kowalska~~]"), []);
  assert.deepEqual(english("Save it, Turku Python"), ["Save", "it"]);
});

/** Stories for pages that were reached in a demo that speaks so. */
export function storiesInPseudo(reached) {
  for (const [person, { cookies, pages }] of Object.entries(reached)) {
    for (const { path } of pages) {
      story(`${person}: ${path} bears a long language from right to left`, async ({ browser, pseudo }) => {
        const found = await withPage(browser, { cookies }, async (page) => {
          await page.goto(pseudo.base + path);
          assert.equal(await page.evaluate(() => document.documentElement.dir), "rtl");
          const lines = await leaks(page);
          for (const width of [1280, 390]) {
            await page.setViewportSize({ width, height: 900 });
            const seen = [...(await misfits(page)), ...(await violations(page))];
            lines.push(...seen.map((line) => `${width}: ${line}`));
          }
          return lines;
        });
        none(found);
      });
    }
  }
}
