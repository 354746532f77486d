// What somebody gets from a group: chosen by the link of a mail, on a telephone and without an account.

import assert from "node:assert/strict";
import { withPage } from "./lib/browser.mjs";
import { looker } from "./lib/look.mjs";
import { link, mails, read } from "./lib/mailbox.mjs";
import { heading, press, reads } from "./lib/steps.mjs";
import { story } from "./lib/story.mjs";

/** A day in three weeks, as a date field has it. */
const later = () => new Date(Date.now() + 21 * 24 * 3600_000).toISOString().slice(0, 10);

for (const scripts of [true, false]) {
  const how = scripts ? "with scripts" : "without scripts";
  story(`a mail’s reader at 390 ${how} chooses the digest, pauses, ends everything, and takes a click back`, ({ browser, demo }) =>
    withPage(browser, { width: 390, scripts }, async (page) => {
      const thanks = (await mails(demo.base)).filter((mail) => mail.subject.startsWith("Thank you for coming"));
      const mail = await read(demo.base, thanks.at(scripts ? -1 : -2).path);
      const look = looker(page, `choices-${how.split(" ")[0]}`, { scripts });

      await page.goto(link(mail, "/unsubscribe/"));
      assert.equal((await heading(page)).replaceAll(/[\u2068\u2069]/g, ""), "End mail from Turku Python");
      await look();
      await page.getByRole("link", { name: "Choose what you get" }).click();
      await page.waitForURL("**/mail/*");
      await look();

      await page.getByLabel("Once a week, in one letter").check();
      await page.getByLabel("Don’t remind me").check();
      await press(page, "Save");
      await reads(page, "Saved. It holds from now on.");
      assert.ok(await page.getByLabel("Once a week, in one letter").isChecked());

      await press(page, "Pause");
      await reads(page, "Enter a date");
      await look();
      await page.getByLabel("First day with mail again").fill(later());
      await press(page, "Pause");
      await reads(page, "Paused until");
      await look();
      await press(page, "End the pause");
      assert.ok(await page.getByLabel("Don’t remind me").isChecked(), "the pause changed no choice");

      // By keyboard alone: the last button of the page.
      await page.getByRole("button", { name: "End everything from this group" }).focus();
      await Promise.all([page.waitForEvent("domcontentloaded"), page.keyboard.press("Enter")]);
      await reads(page, "Done.");

      await page.getByRole("radio", { name: /^Each message/ }).check();
      await press(page, "Save");
      await page.goto(link(mail, "/unsubscribe/"));
      await press(page, "End this mail");
      assert.equal(await heading(page), "Done. This mail has ended.");
      await look();
      await press(page, "Undo, I clicked by mistake");
      await reads(page, "Undone. It is as it was.");
      assert.ok(await page.getByRole("radio", { name: /^Each message/ }).isChecked());
    }),
  );
}
