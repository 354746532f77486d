// The door in browsers of other makes: telephones have those too.

import assert from "node:assert/strict";
import { withPage } from "./lib/browser.mjs";
import { evening, makeDoor } from "./door.mjs";
import { firefox, webkit } from "./lib/others.mjs";
import { line } from "./lib/proxy.mjs";
import { story } from "./lib/story.mjs";

const PATIENCE = 60_000;

/** Waits until an expression in the page is true. */
async function until(page, script) {
  let last;
  for (const deadline = Date.now() + PATIENCE; Date.now() < deadline; ) {
    last = await page.run(script).catch((problem) => problem.message);
    if (last === true) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  assert.fail(`never true, but ${last}: ${script}`);
}

const quoted = (text) => JSON.stringify(text);
const tap = (page, name) =>
  page.run(`(() => { const row = [...document.querySelectorAll("[data-list] li")].find((li) => li.querySelector("bdi").textContent === ${quoted(name)}); row.querySelector("button").click(); return true; })()`);
const shows = (page, selector, pattern) =>
  until(page, `new RegExp(${quoted(pattern)}).test((document.querySelector(${quoted(selector)})?.textContent ?? "").replace(/[\\u2068\\u2069]/g, ""))`);
/** Types the digits and comes in. Asked again and again: a page that comes or goes takes the answer of a script with it. */
const comeIn = (page, digits) =>
  until(page, `(() => {
    const field = document.querySelector("#digits");
    if (field && !field.value) {
      field.value = ${quoted(digits)};
      setTimeout(() => field.form.querySelector("button").click());
    }
    return document.querySelector("[data-kept]") !== null;
  })()`);
const isHidden = (page, selector) => until(page, `document.querySelector(${quoted(selector)})?.hidden === true`);

for (const [make, launch] of [["Firefox", firefox], ["WebKit", webkit]]) {
  story(`the door goes on without network in ${make}, and loses and doubles nobody`, async ({ browser, demo }) => {
    const page = await launch();
    if (!page) {
      console.log(`left out: ${make} is not installed, so its door was not tried`);
      return;
    }
    const cable = await line(demo.base);
    try {
      await withPage(browser, {}, async (organizer) => {
        const people = ["Ada Kivi", "Bela Lumi", "Carl Meri", "علي حسن"];
        const door = await makeDoor(organizer, await evening(organizer, demo.base, { group: `Soup in ${make}`, people }));
        await page.goto(cable.base + door.path);
        await comeIn(page, door.digits);
        await tap(page, "Ada Kivi");
        await shows(page, "[data-count]", "^1 of 4 here");
        await isHidden(page, "[data-note=waiting]");

        cable.cut();
        await tap(page, "Bela Lumi");
        await shows(page, "[data-note=waiting]", "^1 waiting");
        await page.again(cable.base + door.path);
        await shows(page, "[data-note=waiting]", "^1 waiting");
        await tap(page, "علي حسن");
        await shows(page, "[data-count]", "^3 of 4 here");
        cable.mend();
        await isHidden(page, "[data-note=waiting]");
        await shows(page, "[data-count]", "^3 of 4 here");

        const list = await withPage(browser, {}, async (other) => {
          await other.goto(demo.base + door.path);
          await other.locator("#digits").fill(door.digits);
          await other.getByRole("button", { name: "Come in", exact: true }).click();
          await other.locator("[data-kept]").waitFor();
          return other.evaluate((path) => fetch(`${path}/list`).then((answer) => answer.json()), door.path);
        });
        const here = list.people.filter((person) => person.here.length).map((person) => [person.name, person.here.length]);
        assert.deepEqual(here, [["Ada Kivi", 1], ["Bela Lumi", 1], ["علي حسن", 1]]);
      });
    } finally {
      await page.stop();
      await cable.stop();
    }
  });
}
