// One look at a page between two steps of a story.

import { violations } from "./axe.mjs";
import { misfits } from "./fit.mjs";
import { none } from "./story.mjs";

/**
 * Looks at the page as it is at that moment: fails with what axe finds and with what does not fit. With
 * SHOTS=<folder> each look leaves a picture there, called after the story and the look, which is counted
 * if it has no name.
 */
export function looker(page, story, { scripts = true } = {}) {
  let looks = 0;
  return async (name) => {
    looks += 1;
    // A page without its styles has nothing to measure.
    await page.waitForLoadState("load");
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${story}-${name ?? looks}.png`, fullPage: true });
    // What is wrong for whoever listens is found with the page's own scripts, and the page is the same without.
    none([...(scripts ? await violations(page) : []), ...(await misfits(page))]);
  };
}
