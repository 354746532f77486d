// What is left of an evening: it is closed on a telephone, and answered without a name.

import assert from "node:assert/strict";
import { withPage } from "./lib/browser.mjs";
import { link, mails, mailTo } from "./lib/mailbox.mjs";
import { lookAt } from "./pages.mjs";
import { fill, heading, press, reads } from "./lib/steps.mjs";
import { none, story } from "./lib/story.mjs";

const evening = "/turku-python/events/reading-tracebacks-like-detective-stories";

/** The section with this heading. */
const within = (page, name) => page.locator("section").filter({ has: page.getByRole("heading", { name, exact: true }) });

/** A picture, drawn by the browser that the group's page would show it in. */
async function photo(base) {
  const answer = await fetch(`${base}/turku-python/cover.png`);
  return { name: "night.png", mimeType: "image/png", buffer: Buffer.from(await answer.arrayBuffer()) };
}

story("an evening is closed on a telephone without scripts, with a photo and thanks", ({ browser, demo }) => {
  const options = { width: 390, scripts: false };
  return withPage(browser, { ...options, cookies: demo.cookies.organizer }, async (page) => {
    await page.goto(demo.base + evening);
    await Promise.all([page.waitForEvent("domcontentloaded"), page.getByRole("link", { name: "Close the evening" }).click()]);
    assert.equal(await heading(page), "Close the evening");
    await fill(page, { "How many were in the room?": "41", "For you and your co-organizers": "Chairs in a circle." });
    await press(page, "Save and close the evening");
    await reads(page, "closed this evening on");

    await page.getByLabel("A photo", { exact: true }).setInputFiles(await photo(demo.base));
    await fill(page, { "What is on the photo": "A circle of chairs" });
    await press(page, "Add the photo");
    await reads(page, "Ask everybody on the photo first, then tick the box.");
    await page.getByLabel("A photo", { exact: true }).setInputFiles(await photo(demo.base));
    await page.getByLabel(/^Everybody on it said yes/).check();
    await press(page, "Add the photo");
    await reads(page, "The photo is here.");

    const thanks = within(page, "Say thank you");
    const venue = thanks.locator("li").filter({ hasText: "Had us as guests" });
    await venue.locator("summary").click();
    await venue.getByLabel("E-mail", { exact: true }).fill("house.of.chairs@example.org");
    const send = venue.getByRole("button", { name: /^Send/ });
    await Promise.all([page.waitForEvent("domcontentloaded"), send.click()]);
    await reads(page, "Your thanks are on their way.");
    const letter = await mailTo(demo.base, "house.of.chairs@example.org", "Thank you for having us");
    assert.match(letter, /thank you for your room/);

    await withPage(browser, options, async (visitor) => {
      await visitor.goto(demo.base + evening);
      await reads(visitor, "41 people came.");
      assert.equal(await visitor.locator(".photos img").getAttribute("alt"), "A circle of chairs");
      await reads(visitor, "Would you like one taken down?");
    });
    const down = page.getByRole("button", { name: /^Take it down/ });
    await Promise.all([page.waitForEvent("domcontentloaded"), down.click()]);
    await reads(page, "It’s off the evening’s page.");
    await withPage(browser, options, async (visitor) => {
      await visitor.goto(demo.base + evening);
      assert.equal(await visitor.locator(".photos").count(), 0);
    });
    await page.goto(`${demo.base}/turku-python/organize/events/new`);
    await reads(page, "What you wanted to change");
  });
});

story("two questions about an evening are answered once, without a name and without scripts", ({ browser, demo }) => {
  const options = { width: 390, scripts: false };
  return withPage(browser, options, async (page) => {
    const asked = (await mails(demo.base)).filter((mail) => mail.subject.startsWith("Thank you for coming to Autumn"));
    const letter = await mailTo(demo.base, asked.at(-1).to, "Thank you for coming to Autumn");
    const questions = link(letter, "/feedback/");
    await page.goto(questions);
    await reads(page, "How was Autumn lightning night?");
    await press(page, "Send it");
    await reads(page, "Choose one of the three.");
    await page.getByLabel("I’m glad I came").check();
    await fill(page, { "What would make the next one better?": "Another pot." });
    await press(page, "Send it");
    await reads(page, "Thank you. Your answer is in, without your name.");
    await page.goto(questions);
    await reads(page, "This link is used up");
  });
});

story("the questions, their end and what came of them can be used by everybody", ({ browser, demo }) =>
  withPage(browser, { cookies: demo.cookies.organizer }, async (page) => {
    const asked = (await mails(demo.base)).filter((mail) => mail.subject.startsWith("Thank you for coming to Autumn"));
    const letter = await mailTo(demo.base, asked[0].to, "Thank you for coming to Autumn");
    const found = [];
    const recap = `${demo.base}/turku-python/organize/events/autumn-lightning-night/recap`;
    const last = `${demo.base}/turku-python/events/autumn-lightning-night`;
    const addresses = [link(letter, "/feedback/"), `${demo.base}/feedback/used`, `${demo.base}/turku-python/organize/feedback`, recap, last];
    for (const address of addresses) {
      page.complaints.length = 0;
      await page.goto(address);
      found.push(...(await lookAt(page)).map((line) => `${new URL(address).pathname}: ${line}`));
    }
    none(found);
  }),
);
