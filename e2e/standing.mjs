// A standing yes to a series on a telephone: said on the page, freed once and ended by the mail. And
// what an organizer reads before she gives more seats than the room has.

import assert from "node:assert/strict";
import { withPage } from "./lib/browser.mjs";
import { link, mailTo } from "./lib/mailbox.mjs";
import { cityByTyping, fill, found, heading, inDays, press, reads, signInByMail } from "./lib/steps.mjs";
import { none, story } from "./lib/story.mjs";
import { lookAt } from "./pages.mjs";

/** A series that begins tomorrow and is public at once. Returns the path of its first date. */
async function makeSeries(page, base, group) {
  await page.goto(`${base}${group}/organize/series/new`);
  await fill(page, { Title: "Soup again", Day: inDays(1), "Starts at": "18:00", "Ends at": "20:30" });
  await page.getByLabel("It comes again", { exact: true }).selectOption("weeks");
  await page.getByLabel("Public at once", { exact: true }).check();
  await press(page, "Save", page.locator("form .row"));
  assert.equal(await heading(page), "Soup again");
  return `${group}/events/soup-again-${inDays(1)}`;
}

story("at 390 a member is counted in every time, frees one seat by the mail, and ends it by the mail", ({ browser, demo }) =>
  withPage(browser, {}, async (organizer) => {
    await signInByMail(organizer, demo.base, { name: "Rauha Aalto", email: "rauha.standing@example.org" });
    const group = await found(organizer, demo.base, "Standing Soup", cityByTyping);
    const event = await makeSeries(organizer, demo.base, group);

    await withPage(browser, { width: 390 }, async (page) => {
      const email = "ada.standing@example.org";
      await signInByMail(page, demo.base, { name: "Ada Kivi", email });
      await page.goto(`${demo.base}${group}/join`);
      await press(page, "Join the group");
      await page.goto(demo.base + event);
      await press(page, "Count me in every time");
      await reads(page, "You’re counted in every time");
      await reads(page, "Your seat is kept.");
      none(await lookAt(page));

      await page.setViewportSize({ width: 390, height: 900 });
      const mail = await mailTo(demo.base, email, "You’re counted in");
      await page.context().clearCookies();
      await page.goto(link(mail, "/rsvp/"));
      await press(page, "I can’t come");
      await reads(page, "You’re not coming");

      const end = [...mail.matchAll(/\S+\/standing\b/g)][0][0];
      await page.goto(end);
      none(await lookAt(page));
      await press(page, "Stop counting me in");
      await reads(page, "You aren’t counted in any more");
      none(await lookAt(page));
      assert.deepEqual(page.complaints, []);
    });

    await organizer.goto(`${demo.base}${event.replace("/events/", "/organize/events/")}/people`);
    await reads(organizer, "0 people are coming, nobody waits");
  }),
);

story("at 390 an organizer reads what to expect before she gives more seats than the room has", ({ browser, demo }) =>
  withPage(browser, { width: 390, cookies: demo.cookies.organizer }, async (page) => {
    await page.goto(`${demo.base}/turku-python/organize/events/new`);
    await page.getByText("Give more seats than the room has", { exact: true }).click();
    await fill(page, { "Seats in the room": "40", "Seats over those in the room": "6" });
    await press(page, "See what to expect");
    await reads(page, "With 46 yes you can expect");
    await reads(page, "the room holds 40.");
    none(await lookAt(page));
  }),
);
