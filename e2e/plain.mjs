// What a browser without scripts does: founding, announcing, answering and leaving.

import assert from "node:assert/strict";
import { withPage } from "./lib/browser.mjs";
import { link, mailTo, subjectsTo } from "./lib/mailbox.mjs";
import { answer, cityByButton, found, press, publish, reads, signInByMail } from "./lib/steps.mjs";
import { story } from "./lib/story.mjs";

story("without scripts a group is founded, an evening announced, and seats go from one to the next", ({ browser, demo }) => {
  const options = { width: 390, scripts: false };
  return withPage(browser, options, async (page) => {
    await signInByMail(page, demo.base, { name: "Ilse Plain", email: "ilse@example.org" });
    const group = await found(page, demo.base, "Plain Soup", cityByButton);
    const event = await publish(page, demo.base, group, { title: "Soup without spoons", seats: "1" });

    const [first, second] = ["first", "second"].map((name) => ({ name: `${name} Plain`, email: `${name}.plain@example.org` }));
    await withPage(browser, options, (visitor) => answer(visitor, demo.base, event, first));
    await withPage(browser, options, (visitor) => answer(visitor, demo.base, event, second));
    await page.goto(demo.base + event);
    await reads(page, "Full, 1 waiting");

    await withPage(browser, options, async (visitor) => {
      await visitor.goto(link(await mailTo(demo.base, first.email, "You’re coming"), "/rsvp/"));
      await press(visitor, "I can’t come");
      await reads(visitor, "You’re not coming");
      await visitor.goto(link(await mailTo(demo.base, second.email, "A seat is free"), "/rsvp/"));
      await press(visitor, "Take the seat");
      await reads(visitor, "Your seat is kept.");
    });
    const told = (await subjectsTo(demo.base, second.email)).map((subject) => subject.split(":")[0]);
    assert.deepEqual(told.slice(0, 3), ["Please confirm", "You’re on the waitlist", "A seat is free"]);
  });
});
