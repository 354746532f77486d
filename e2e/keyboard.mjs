// With a keyboard alone.

import assert from "node:assert/strict";
import { withPage } from "./lib/browser.mjs";
import { none, story } from "./lib/story.mjs";

/** What has the focus, and whether one can see that it has. */
function focused() {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  return {
    name: `${element.tagName.toLowerCase()} ${element.getAttribute("href") ?? element.getAttribute("name") ?? ""}`.trim(),
    seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && box.width > 0,
    body: element === document.body,
  };
}

story("the first Tab offers to skip to the main part, and Enter does", async ({ browser, demo }) => {
  await withPage(browser, {}, async (page) => {
    await page.goto(demo.base);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), "#main");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => location.hash), "#main");
  });
});

story("Tab reaches every control of a page once, and the focus is always seen", async ({ browser, demo }) => {
  await withPage(browser, {}, async (page) => {
    for (const path of ["/", "/sign-in"]) {
      await page.goto(demo.base + path);
      const controls = await page.$$eval(
        "a[href], button, input:not([type=hidden]), select, textarea, summary",
        (all) => all.filter((one) => one.checkVisibility() && !one.disabled && one.tabIndex >= 0).length,
      );
      const reached = [];
      for (let i = 0; i <= controls; i += 1) {
        await page.keyboard.press("Tab");
        const now = await page.evaluate(focused);
        if (now.body) break;
        reached.push(now);
      }
      none(reached.filter((one) => !one.seen).map((one) => `${path}: nobody sees the focus on ${one.name}`));
      assert.ok(reached.length >= controls - 1, `${path}: ${reached.length} of ${controls} controls reached`);
    }
  });
});
