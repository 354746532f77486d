// A talk from the form to the program: proposed by a stranger, asked about, accepted, and put on a date.

import assert from "node:assert/strict";
import { withPage } from "./lib/browser.mjs";
import { link, mailTo } from "./lib/mailbox.mjs";
import { fill, heading, press, reads } from "./lib/steps.mjs";
import { none, story } from "./lib/story.mjs";
import { check, lookAt } from "./pages.mjs";

const title = "Clocks that lie";
const email = "ylva.proposes@example.org";

/** Follows a link and waits for its page. */
async function follow(page, name) {
  await Promise.all([page.waitForEvent("domcontentloaded"), page.getByRole("link", { name, exact: true }).first().click()]);
}

story("a talk is proposed on a telephone without scripts, and stands in the evening's program", ({ browser, demo }) => {
  const options = { width: 390, scripts: false };
  return withPage(browser, options, async (ylva) => {
    await ylva.goto(`${demo.base}/turku-python/talks`);
    await follow(ylva, "Propose a talk");
    await fill(ylva, { "Your name": "Ylva Proposes", "Your e-mail address": email, Title: title });
    await ylva.getByLabel("It would be my first talk ever", { exact: true }).check();
    await press(ylva, "Propose it");
    await reads(ylva, "Look at your mail");
    const mine = link(await mailTo(demo.base, email, "Thank you for proposing"), "/proposal/");
    await ylva.goto(mine);
    assert.equal(await heading(ylva), title);

    await withPage(browser, { ...options, cookies: demo.cookies.organizer }, async (page) => {
      await page.goto(`${demo.base}/turku-python/organize/talks`);
      await follow(page, "Proposals");
      for (const [move, subject] of [["Ask something", "About your talk"], ["Accept", "Yes, please"]]) {
        if (await page.getByRole("link", { name: title, exact: true }).count()) await follow(page, title);
        await follow(page, move);
        await press(page, /^Send to /);
        await mailTo(demo.base, email, subject);
      }
      await press(page, "Give it a date");
      await press(page, /^Send to /);
      await reads(page, "Scheduled");
    });
    await mailTo(demo.base, email, "Your talk at");
    await ylva.goto(mine);
    await reads(ylva, "It has a date.");
    await Promise.all([ylva.waitForEvent("domcontentloaded"), ylva.locator("#state + p a").click()]);
    await reads(ylva, title);
  });
});

story("proposals and topics wanted fit and can be used by everybody", ({ browser, demo }) =>
  withPage(browser, { width: 390, cookies: demo.cookies.organizer }, async (page) => {
    const wrong = [];
    for (const path of ["/turku-python/talks/propose", "/turku-python/organize/talks/proposals", "/turku-python/organize/talks/offers"]) {
      wrong.push(...(await check(page, demo.base + path)));
      if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${path.replaceAll("/", "-")}-390.png`, fullPage: true });
    }
    await page.goto(`${demo.base}/turku-python/organize/talks/proposals`);
    await follow(page, "Maps of benches");
    wrong.push(...(await lookAt(page)));
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/proposal-390.png`, fullPage: true });
    await follow(page, "Accept");
    wrong.push(...(await lookAt(page)));
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/proposal-letter-390.png`, fullPage: true });
    none(wrong);
  }),
);
