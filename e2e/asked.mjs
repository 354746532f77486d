// What an event asks: written by an organizer, answered on a telephone.

import assert from "node:assert/strict";
import { violations } from "./lib/axe.mjs";
import { withPage } from "./lib/browser.mjs";
import { link, mailTo } from "./lib/mailbox.mjs";
import { cityByButton, confirm, fill, found, heading, press, publish, reads, signInByMail } from "./lib/steps.mjs";
import { none, story } from "./lib/story.mjs";

/** Asks what people eat and for a name that the building needs; publishes nothing. */
async function ask(page, base, event) {
  const desk = event.replace("/events/", "/organize/events/");
  await page.goto(`${base}${desk}/edit`);
  await press(page, "What people eat");
  await press(page, "Names for the building");
  await press(page, "Save", page.locator("form.sections"));
  return desk;
}

for (const scripts of [true, false]) {
  const how = scripts ? "with scripts" : "without scripts";
  story(`an organizer asks what people eat, and a visitor at 390 ${how} answers what is needed`, ({ browser, demo }) => {
    const options = { width: 390, scripts };
    const mark = scripts ? "js" : "plain";
    return withPage(browser, options, async (page) => {
      await signInByMail(page, demo.base, { name: "Ilse Asks", email: `ilse.${mark}@example.org` });
      const group = await found(page, demo.base, `Soup and ${mark} questions`, cityByButton);
      const event = await publish(page, demo.base, group, { title: "A night of soup", seats: "5" });
      const desk = await ask(page, demo.base, event);

      const ada = { name: "Ada Soup", email: `ada.${mark}@example.org` };
      await withPage(browser, options, async (visitor) => {
        await visitor.goto(demo.base + event);
        await fill(visitor, { "Your name": ada.name, "Your e-mail address": ada.email });
        await visitor.getByLabel("Vegan", { exact: true }).check();
        // The browser itself would stop her here; whoever gets past it is told by the page.
        await visitor.locator("#rsvp form").evaluate((form) => (form.noValidate = true)).catch(() => {});
        const door = visitor.locator("#rsvp input[id^=question-]");
        await door.fill(" ");
        await visitor.locator("#rsvp").getByRole("button", { name: "I’m coming", exact: true }).click();
        await reads(visitor, "The organizers need an answer here.");
        assert.ok(await visitor.getByLabel("Vegan", { exact: true }).isChecked(), "what she said is still there");
        await visitor.locator("#rsvp input[id^=question-]").fill("Adalmiina Soup");
        await visitor.locator("#rsvp").getByRole("button", { name: "I’m coming", exact: true }).click();
        await visitor.locator("#rsvp [role=status], main .notice [role=status]").first().waitFor();
        await confirm(visitor, demo.base, ada.email);
        const manage = new URL(link(await mailTo(demo.base, ada.email, "You’re coming"), "/rsvp/"));
        await visitor.goto(manage.origin + manage.pathname);
        assert.ok(await visitor.getByLabel("Vegan", { exact: true }).isChecked(), "she can change it by her link");
      });

      await page.goto(`${demo.base}${desk}/answers`);
      assert.equal(await heading(page), "What people answered");
      assert.ok(!(await page.locator("main").innerText()).includes("Adalmiina Soup"));
      await press(page, "Show who said what that is sensitive");
      await reads(page, "Adalmiina Soup");
      if (scripts) none(await violations(page));
    });
  });
}
