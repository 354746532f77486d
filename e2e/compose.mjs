// Writing to many: looked at as the mail that it is, sent in an hour, changed, sent, and asked after.

import assert from "node:assert/strict";
import { withPage } from "./lib/browser.mjs";
import { mails } from "./lib/mailbox.mjs";
import { lookAt } from "./pages.mjs";
import { fill, heading, inDays, press, reads } from "./lib/steps.mjs";
import { none, story } from "./lib/story.mjs";

const write = "/turku-python/organize/write";

/** Somebody whom a mail with this subject has reached. */
async function reached(base, subject) {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; ) {
    const mail = (await mails(base)).find((mail) => mail.subject === subject);
    if (mail) return mail.to;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`nobody got “${subject}”`);
}

for (const scripts of [true, false]) {
  const how = scripts ? "with scripts" : "without scripts";
  story(`a message is written, looked at by night, put off and sent on a telephone ${how}`, ({ browser, demo }) => {
    const options = { width: 390, scripts, cookies: demo.cookies.organizer };
    return withPage(browser, options, async (page) => {
      await page.goto(`${demo.base + write}?template=speakers`);
      assert.equal(await page.getByRole("radio", { name: /^Speaking at / }).first().isChecked(), true);
      const subject = `Your talk, ${how}`;
      await fill(page, { Subject: subject });
      await press(page, "Look at it");
      const letter = page.frameLocator("iframe.letter-frame");
      assert.equal(await letter.locator("h1").textContent(), subject);
      await press(page, "By night");
      const sheet = letter.locator(".sheet");
      assert.equal(await sheet.evaluate((e) => getComputedStyle(e).backgroundColor), "rgb(22, 36, 42)");
      await press(page, "As text");
      await reads(page, "Hi Marta,");
      if (scripts) none(await lookAt(page));

      await page.getByLabel("Later", { exact: true }).check();
      await fill(page, { Date: inDays(2), Time: "18:00" });
      await press(page, /^Send to /);
      await reads(page, "goes out");
      if (scripts) none(await lookAt(page));
      await press(page, "Change it");
      await press(page, /^Send to /);
      await reads(page, "these numbers add up to them");
      if (scripts) none(await lookAt(page));

      const address = await reached(demo.base, subject);
      await page.goto(`${demo.base}/turku-python/organize/mail`);
      await fill(page, { "E-mail address": address });
      await press(page, "Look it up");
      await reads(page, subject);
      await reads(page, "Taken by the mail server");
      if (scripts) none(await lookAt(page));
    });
  });
}

story("a text for the place leaves from the organizer's own mail", ({ browser, demo }) =>
  withPage(browser, { width: 390, cookies: demo.cookies.organizer }, async (page) => {
    await page.goto(`${demo.base + write}`);
    await Promise.all([page.waitForEvent("domcontentloaded"), page.getByRole("link", { name: "Confirm with the place" }).click()]);
    assert.equal(await heading(page), "Confirm with the place");
    const open = page.getByRole("link", { name: "Open in my mail" });
    assert.match((await open.getAttribute("href")) ?? "", /^mailto:\?subject=Turku%20Python/);
    none(await lookAt(page));
  }));
