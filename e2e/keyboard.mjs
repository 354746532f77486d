// With a keyboard alone.

import assert from "node:assert/strict";
import { withPage } from "./lib/browser.mjs";
import { link, mailTo } from "./lib/mailbox.mjs";
import { inDays, makeEvent, reads } from "./lib/steps.mjs";
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

/** Presses Tab until the control with these words has the focus, which one can see. */
async function tabTo(page, words) {
  for (let i = 0; i < 100; i += 1) {
    await page.keyboard.press("Tab");
    const said = await page.evaluate(() => {
      const { labels, innerText } = document.activeElement;
      return (labels?.[0] ?? { innerText }).innerText?.trim() ?? "";
    });
    if (said !== words) continue;
    assert.ok((await page.evaluate(focused)).seen, `nobody sees the focus on ${words}`);
    return;
  }
  assert.fail(`no Tab reaches ${words}`);
}

async function type(page, fields) {
  for (const [label, value] of Object.entries(fields)) {
    await tabTo(page, label);
    await page.keyboard.type(value);
  }
}

/** Presses Enter on a button and waits for the page that follows. */
async function enter(page, button) {
  await tabTo(page, button);
  await Promise.all([page.waitForEvent("domcontentloaded"), page.keyboard.press("Enter")]);
}

story("a group is founded, an evening is answered and the answer is confirmed with a keyboard alone", async ({ browser, demo }) => {
  await withPage(browser, { cookies: demo.cookies.member }, async (page) => {
    await page.goto(`${demo.base}/start`);
    await type(page, {
      "Name of the group": "Keys of the Aura",
      City: "Turku, Finland",
      Topics: "Keyboards",
      "In one sentence": "We leave the mouse at home.",
    });
    await enter(page, "Start the group");
    await reads(page, "Keys of the Aura is there.");
    const event = await makeEvent(page.context(), demo.base, new URL(page.url()).pathname, { capacity: "5", starts_on: inDays(20) });

    await withPage(browser, { width: 390 }, async (visitor) => {
      await visitor.goto(demo.base + event);
      await type(visitor, { "Your name": "Tab Returner", "Your e-mail address": "tab@example.org" });
      await tabTo(visitor, "I’m coming");
      await visitor.keyboard.press("Enter");
      await reads(visitor, "Look into your mail");
      await visitor.goto(link(await mailTo(demo.base, "tab@example.org", "Please confirm"), "/rsvp/"));
      await enter(visitor, "I’m coming");
      await reads(visitor, "Your seat is kept.");
    });
  });
});
