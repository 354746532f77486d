// Somebody is asked for a talk: by two organizers who walk round at once, and by mail.

import assert from "node:assert/strict";
import { withPage } from "./lib/browser.mjs";
import { link, mailTo } from "./lib/mailbox.mjs";
import { check, lookAt } from "./pages.mjs";
import { heading, press, reads } from "./lib/steps.mjs";
import { none, story } from "./lib/story.mjs";

const ask = "/turku-python/organize/talks/ask";
const phone = { width: 390 };

/** Who stands on the card. */
const who = (page) => page.locator("#card h2").innerText();

story("two organizers ask round, and what one is told the other sees at once", ({ browser, demo }) => {
  const options = { ...phone, cookies: demo.cookies.organizer };
  return withPage(browser, options, (one) =>
    withPage(browser, options, async (two) => {
      await one.goto(demo.base + ask);
      await two.goto(demo.base + ask);
      const name = await who(one);
      assert.equal(await who(two), name, "both see the same person first");
      await one.getByLabel("Topic, in their own words").fill("Birdsong by the river");
      await press(one, "Thinking");
      await reads(one, "Read it back.");
      // Nobody touches the other telephone.
      await two.locator("#card .panel.sky").filter({ hasText: "Birdsong by the river" }).waitFor({ timeout: 15_000 });
      await two.locator("#list").filter({ hasText: "Birdsong by the river" }).waitFor();
      await two.getByRole("link", { name: "Next person" }).click();
      await two.waitForURL(/person=/);
      assert.notEqual(await who(two), name);
    }),
  );
});

story("the pages of asking for a talk fit and can be used by everybody", ({ browser, demo }) =>
  withPage(browser, { cookies: demo.cookies.organizer }, async (page) => {
    none(await check(page, `${demo.base}/turku-python/organize/talks`));
    await page.locator(".slip summary").first().click();
    none(await lookAt(page));
    none(await check(page, demo.base + ask));
    await page.getByText("When is next time?").click();
    none(await lookAt(page));
    const letter = await page.getByRole("link", { name: "Ask by mail" }).getAttribute("href");
    none(await check(page, demo.base + letter));
  }),
);

story("a question by mail is answered without an account", ({ browser, demo }) =>
  withPage(browser, { cookies: demo.cookies.organizer }, async (page) => {
    await page.goto(`${demo.base}${ask}?event=none`);
    const href = await page.getByRole("link", { name: "Ask by mail" }).getAttribute("href");
    await page.goto(demo.base + href);
    await page.getByLabel("Subject").fill("Swifts, perhaps?");
    const person = href.match(/ask\/([^/]+)\//)[1];
    await press(page, /^Send to /);
    await page.goto(`${demo.base}/turku-python/organize/people/${person}`);
    const email = await page.locator("a[href^='mailto:']").first().innerText();
    const letter = await mailTo(demo.base, email, "Swifts, perhaps?");
    const address = link(letter, "/ask/");
    await withPage(browser, phone, async (visitor) => none(await check(visitor, address)));
    await withPage(browser, { ...phone, scripts: false }, async (visitor) => {
      await visitor.goto(address);
      await visitor.getByLabel("About", { exact: true }).fill("How swifts sleep");
      await press(visitor, "Yes");
      await reads(visitor, "Thank you. The organizers know now.");
    });
  }),
);
