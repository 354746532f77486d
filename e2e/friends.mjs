// Somebody who comes brings a friend, and organizers see what brings people.

import assert from "node:assert/strict";
import { withPage } from "./lib/browser.mjs";
import { cityByButton, confirm, fill, found, heading, press, publish, reads, signInByMail } from "./lib/steps.mjs";
import { none, story } from "./lib/story.mjs";
import { lookAt } from "./pages.mjs";

for (const scripts of [true, false]) {
  const how = scripts ? "with scripts" : "without scripts";
  story(`somebody brings a friend by her link at 390 ${how}, and learns the name because the friend says so`, ({ browser, demo }) => {
    const options = { width: 390, scripts };
    const mark = scripts ? "js" : "plain";
    return withPage(browser, options, async (page) => {
      await signInByMail(page, demo.base, { name: "Ilse Brings", email: `ilse.brings.${mark}@example.org` });
      const group = await found(page, demo.base, `Friends of ${mark} soup`, cityByButton);
      const event = await publish(page, demo.base, group, { title: "A night with friends", seats: "9" });
      await page.goto(demo.base + event);
      const yes = page.locator("#rsvp").getByRole("button", { name: "I’m coming", exact: true });
      if (scripts) {
        await Promise.all([page.waitForResponse((answer) => answer.request().method() === "POST"), yes.click()]);
        await page.goto(demo.base + event);
      } else {
        await Promise.all([page.waitForEvent("domcontentloaded"), yes.click()]);
      }
      await reads(page, "Know somebody who would like it? This link is yours.");
      const link = await page.getByLabel("Your invitation link", { exact: true }).inputValue();
      assert.match(new URL(link).pathname, /^\/i\/[A-Z2-7]{8}$/);
      await page.getByText("A message, a code and a card").click();
      const message = await page.getByLabel("A message, ready to send", { exact: true }).inputValue();
      assert.ok(message.endsWith(link), message);
      assert.ok(await page.locator("#bring .qr").isVisible());

      await withPage(browser, options, async (friend) => {
        await friend.goto(link);
        await reads(friend, "Ilse Brings invited you.");
        const cookies = await friend.context().cookies();
        assert.ok(!JSON.stringify(cookies).includes(link.split("/").at(-1)), "the code is in no cookie");
        const stored = await friend.evaluate(() => localStorage.length + sessionStorage.length).catch(() => 0);
        assert.equal(stored, 0);
        // The cross leaves it out, and the way back brings it again.
        await Promise.all([friend.waitForEvent("domcontentloaded"), friend.getByRole("link", { name: "Leave this out" }).click()]);
        assert.equal(await friend.locator("input[name=i]").count(), 0);
        await friend.goto(link);
        const email = `bo.friend.${mark}@example.org`;
        await fill(friend, { "Your name": "Bo Friend", "Your e-mail address": email });
        await friend.getByLabel(/^Tell .*Ilse Brings.* that I came by this invitation$/).check();
        await friend.locator("#rsvp").getByRole("button", { name: "I’m coming", exact: true }).click();
        await friend.locator("#rsvp [role=status], main .notice [role=status]").first().waitFor();
        await confirm(friend, demo.base, email);
      });

      await page.goto(demo.base + event);
      await reads(page, "One person comes through your link.");
      await reads(page, "Bo Friend");
    });
  });
}

story("an organizer makes a link for a poster on a telephone, prints it, and sees how people find the group", ({ browser, demo }) =>
  withPage(browser, { width: 390, scripts: false, cookies: demo.cookies.organizer }, async (page) => {
    await page.goto(`${demo.base}/turku-python/organize`);
    await Promise.all([page.waitForEvent("domcontentloaded"), page.getByRole("link", { name: "How people find us" }).click()]);
    assert.equal(await heading(page), "How people find us");
    await reads(page, "people were here for the first time");
    await page.goto(`${demo.base}/turku-python/organize/events/autumn-lightning-night/links`);
    await page.getByLabel("Where it stands", { exact: true }).selectOption("poster");
    await fill(page, { "What you call it": "Bakery" });
    await press(page, "Make the link");
    await reads(page, "The link is here.");
    await Promise.all([page.waitForEvent("domcontentloaded"), page.getByRole("link", { name: "Poster Bakery", exact: true }).click()]);
    await reads(page, "Come along:");
    await page.emulateMedia({ media: "print" });
    assert.ok(await page.locator(".poster .qr").isVisible());
    await page.getByText("Print this page on A4.").waitFor({ state: "hidden" });
  }),
);

story("links, posters and charts can be used by everybody", ({ browser, demo }) =>
  withPage(browser, { cookies: demo.cookies.organizer }, async (page) => {
    const links = `${demo.base}/turku-python/organize/events/autumn-lightning-night/links`;
    await page.goto(links);
    const poster = await page.locator("article a[href$='/poster']").first().getAttribute("href");
    const wrong = [];
    for (const address of [links, demo.base + poster, `${demo.base}${poster}?paper=a5`, `${demo.base}/turku-python/organize/growth`]) {
      page.complaints.length = 0;
      await page.goto(address);
      await page.locator("details").evaluateAll((all) => all.forEach((one) => (one.open = true)));
      wrong.push(...(await lookAt(page)).map((line) => `${new URL(address).pathname}: ${line}`));
    }
    none(wrong);
  }),
);
