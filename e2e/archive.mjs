// A list's archive: somebody reads a thread, finds a message, and whoever is on the list answers on the web.

import assert from "node:assert/strict";
import { withPage } from "./lib/browser.mjs";
import { looker } from "./lib/look.mjs";
import { mails } from "./lib/mailbox.mjs";
import { heading, press, reads } from "./lib/steps.mjs";
import { story } from "./lib/story.mjs";

const ARCHIVE = "/turku-python/lists/turku-python/archive";
const THREAD = "Who has taught children to program?";

for (const [width, scripts] of [
  [390, true],
  [1280, false],
]) {
  const how = `at ${width} ${scripts ? "with scripts" : "without scripts"}`;

  story(`a stranger ${how} reads what was written to the list and finds a message`, ({ browser, demo }) =>
    withPage(browser, { width, scripts }, async (page) => {
      const look = looker(page, `archive-${width}`, { scripts });
      await page.goto(demo.base + ARCHIVE);
      await look();
      await page.getByRole("link", { name: THREAD }).click();
      assert.equal(await heading(page), THREAD);
      await reads(page, "5 messages from");
      await look();
      // What is quoted is folded, and opens without scripts.
      const quote = page.getByRole("article").nth(1).locator("summary");
      await quote.focus();
      await page.keyboard.press("Enter");
      await page.getByRole("article").nth(1).getByText("no idea. What works?", { exact: false }).last().waitFor();
      assert.doesNotMatch(await page.content(), /[\w.]+@example\.org/);
      await page.getByLabel("Search the messages").fill("TURTLES");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { level: 1 }).filter({ hasText: "TURTLES" }).waitFor();
      await look();
      await page.getByRole("link", { name: `Re: ${THREAD}` }).first().click();
      assert.equal(await heading(page), THREAD);
    }),
  );
}

for (const scripts of [true, false]) {
  const how = scripts ? "with scripts" : "without scripts";

  story(`an organizer at 390 ${how} answers a message on the web, and it goes out as mail`, ({ browser, demo }) =>
    withPage(browser, { width: 390, scripts, cookies: demo.cookies.organizer }, async (page) => {
      const look = looker(page, `answer-${how.split(" ")[0]}`, { scripts });
      await page.goto(demo.base + ARCHIVE);
      await page.getByRole("link", { name: "A room for fifty in March" }).click();
      await page.getByRole("article").first().getByRole("link", { name: /^Reply/ }).click();
      const field = page.getByLabel(/and everyone on the list/);
      await press(page, "Send reply");
      await reads(page, "Write something first.");
      await look("empty");
      const text = `We have one, ${how}.`;
      await field.fill(text);
      await press(page, "Preview");
      await look("preview");
      await press(page, "Send reply");
      await reads(page, "Sent to everyone on the list.");
      await look("sent");
      const copy = (mail) => mail.subject === "Re: A room for fifty in March";
      for (const deadline = Date.now() + 60_000; !(await mails(demo.base)).some(copy); ) {
        assert.ok(Date.now() < deadline, "a copy goes out");
        await page.waitForTimeout(50);
      }
      await page.getByRole("article").filter({ hasText: text }).getByRole("link", { name: /^Remove/ }).click();
      await look("remove");
      await page.getByLabel("Reason").fill("It was a trial.");
      await press(page, "Remove it");
      await reads(page, "It was a trial.");
      await page.goto(`${demo.base}${ARCHIVE}/new`);
      await look("new");
    }),
  );
}

// Stories are told two at a time, so each has a thread of its own.
for (const [scripts, subject] of [
  [true, THREAD],
  [false, "Soup pot for 3 December"],
]) {
  const how = scripts ? "with scripts" : "without scripts";

  story(`a subscriber at 390 ${how} has had enough of a thread, and wants it again`, ({ browser, demo }) =>
    withPage(browser, { width: 390, scripts, cookies: demo.cookies.organizer }, async (page) => {
      const look = looker(page, `mute-${how.split(" ")[0]}`, { scripts });
      await page.goto(demo.base + ARCHIVE);
      await page.getByRole("link", { name: subject }).click();
      // By keyboard alone.
      await page.getByRole("button", { name: "No more of this thread" }).focus();
      await Promise.all([page.waitForEvent("domcontentloaded"), page.keyboard.press("Enter")]);
      await reads(page, "You get no more of this thread.");
      assert.equal(await heading(page), subject);
      await look("muted");
      await press(page, "Get it again");
      await reads(page, "You get what is written from now on.");
      await page.getByRole("button", { name: "No more of this thread" }).waitFor();
      await look("heard");
    }),
  );
}
