// The door: two telephones, one of them without network for a minute, and nobody lost or counted twice.

import assert from "node:assert/strict";
import { withPage } from "./lib/browser.mjs";
import { line } from "./lib/proxy.mjs";
import { cityByTyping, fill, found, makeEvent, press, signInByMail } from "./lib/steps.mjs";
import { none, story } from "./lib/story.mjs";
import { lookAt } from "./pages.mjs";

const MINUTE = 60_000;

/** So many invented people, sixty-four at most. */
function crowd(many) {
  const given = ["Ada", "Bela", "Carl", "Dora", "Emil", "Fanny", "Gita", "Hugo"];
  const family = ["Kivi", "Lumi", "Meri", "Niemi", "Oja", "Puro", "Ranta", "Salo"];
  return family.flatMap((last) => given.map((first) => `${first} ${last}`)).slice(0, many);
}

/** A group with an evening that so many people have a seat at. Returns the evening's place under Organize. */
export async function evening(page, base, { group, people }) {
  await signInByMail(page, base, { name: "Oona Door", email: `${group.toLowerCase().replaceAll(" ", ".")}@example.org` });
  const path = await found(page, base, group, cityByTyping);
  const event = await makeEvent(page.context(), base, path, { title: "A night at the door", capacity: "100" });
  const desk = `${base}${event.replace("/events/", "/organize/events/")}`;
  for (const name of people) {
    const form = { name, email: "", reason: "Said so.", guests: "0" };
    const added = await page.context().request.post(`${desk}/people`, { form });
    assert.equal(added.status(), 200);
  }
  return desk;
}

/** Makes the door's link; returns its path and its digits. */
export async function makeDoor(page, desk) {
  await page.goto(`${desk}/door`);
  await press(page, "Make the door’s link");
  const link = await page.locator("#link").inputValue();
  return { path: new URL(link).pathname, digits: (await page.locator(".digits").innerText()).trim() };
}

async function comeIn(page, base, { path, digits }) {
  await page.goto(base + path);
  await fill(page, { "The evening’s four digits": digits });
  await press(page, "Come in");
  await page.locator("[data-kept]").waitFor();
}

const checkIn = (page, name) => page.getByRole("button", { name: `Check in ${name}`, exact: true }).click();

async function walkIn(page, name) {
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Write down and check in", exact: true }).click();
}

/** Waits until the page says how many are here. */
async function says(page, count) {
  const shown = async () => (await page.locator("[data-count]").innerText()).replaceAll(/[\u2068\u2069]/g, "");
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; ) {
    if ((await shown()) === count) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.equal(await shown(), count);
}

/** Who stands as here on the page, by name. */
const here = (page) => page.locator("[data-list=here] li bdi").allInnerTexts();

story("two telephones at the door check sixty people in, and a minute without network loses and doubles nobody", async ({ browser, demo }) => {
  const people = crowd(60);
  const cable = await line(demo.base);
  try {
    await withPage(browser, {}, async (organizer) => {
      const door = await makeDoor(organizer, await evening(organizer, demo.base, { group: "Soup at the Door", people }));
      await withPage(browser, { width: 390 }, (one) =>
        withPage(browser, { width: 390 }, async (two) => {
          await comeIn(one, demo.base, door);
          await comeIn(two, cable.base, door);
          await atOnce(one, two, people.slice(0, 20));
          await withoutNetwork(one, two, { cable, path: door.path }, people.slice(20));
        }),
      );
    });
  } finally {
    await cable.stop();
  }
});

/** Both tap at once, and once on the same person. */
async function atOnce(one, two, people) {
  for (const [i, name] of people.entries()) {
    if (i % 2) await checkIn(two, name);
    else await checkIn(one, name);
  }
  await says(one, "20 of 60 here");
  await says(two, "20 of 60 here");
}

async function withoutNetwork(one, two, { cable, path }, people) {
  const began = Date.now();
  cable.cut();
  await Promise.all([
    (async () => {
      for (const name of people.slice(0, 20)) await checkIn(one, name);
      await walkIn(one, "Sam Same");
    })(),
    (async () => {
      // The first two are on both lists; the second is taken back here, and stays here by the other telephone's.
      for (const name of people.slice(18, 38)) await checkIn(two, name);
      await two.getByRole("button", { name: `Undo ${people[19]}`, exact: true }).click();
      await walkIn(two, "Sam Same");
    })(),
  ]);
  await says(one, "41 of 61 here");
  await two.locator("[data-note=waiting]").filter({ hasText: /22\W* waiting/ }).waitFor();

  // The page is closed and opened again without network, and goes on.
  const again = await two.context().newPage();
  await two.close();
  await again.goto(cable.base + path);
  await again.locator("[data-note=waiting]").filter({ hasText: /22\W* waiting/ }).waitFor();
  for (const name of people.slice(38)) await checkIn(again, name);
  await again.locator("[data-note=waiting]").filter({ hasText: /24\W* waiting/ }).waitFor();
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, began + MINUTE - Date.now())));

  cable.mend();
  await again.locator("[data-note=waiting]").waitFor({ state: "hidden" });
  await says(one, "62 of 62 here");
  await says(again, "62 of 62 here");
  assert.deepEqual(await here(one), await here(again));
  assert.equal((await here(one)).filter((name) => name === "Sam Same").length, 2);
  const list = await again.evaluate((path) => fetch(`${path}/list`).then((answer) => answer.json()), path);
  const stands = list.people.map((person) => person.here.length);
  assert.deepEqual(stands.filter((count) => count !== 1), [2], "only the first was seen by both");
}

story("the door can be used by everybody in each of its states", ({ browser, demo }) =>
  withPage(browser, {}, async (page) => {
    const wrong = [];
    const look = async (what, seen) => {
      wrong.push(...(await lookAt(seen)).map((line) => `${what}: ${line}`));
      seen.complaints.length = 0;
    };
    const desk = await evening(page, demo.base, { group: "Doors of Soup", people: ["Noor van Dijk", "علي حسن", ...crowd(3)] });
    await page.goto(`${desk}/door`);
    await look("no door yet", page);
    const door = await makeDoor(page, desk);
    await look("a door without telephones", page);
    await withPage(browser, { width: 390 }, async (helper) => {
      await helper.goto(demo.base + door.path);
      await look("the digits", helper);
      await fill(helper, { "The evening’s four digits": "12" });
      await press(helper, "Come in");
      await look("the digits sent back", helper);
      await comeIn(helper, demo.base, door);
      await look("everybody expected", helper);
      await checkIn(helper, "علي حسن");
      await walkIn(helper, "Wanda Walks");
      await says(helper, "2 of 6 here");
      await look("two are here", helper);
      await helper.locator("input[name=q]").fill("zzz");
      await look("nobody found", helper);
      await page.goto(`${desk}/badges`);
      await look("name badges", page);
      await page.goto(`${desk}/door`);
      await press(page, "Make the list’s link");
      await look("a door with a telephone, and the names shared", page);
      const names = await page.locator("#names").inputValue();
      await helper.goto(names);
      await look("the names for the building", helper);
      await press(page, "It was sent: close it");
      await helper.goto(names);
      await look("the names are closed", helper);
      const cutOff = page.locator("form[action$='/removal'] button");
      await Promise.all([page.waitForEvent("domcontentloaded"), cutOff.click()]);
      await look("a telephone cut off", page);
      await helper.goto(demo.base + door.path);
      await look("cut off", helper);
      await press(page, "Take it back");
      await look("taken back", page);
      await helper.goto(demo.base + door.path);
      await look("the link was taken back", helper);
    });
    none(wrong);
  }),
);

story("the door works without scripts", ({ browser, demo }) =>
  withPage(browser, {}, async (page) => {
    const door = await makeDoor(page, await evening(page, demo.base, { group: "Plain Doors", people: crowd(9) }));
    await withPage(browser, { width: 390, scripts: false }, async (helper) => {
      await helper.goto(demo.base + door.path);
      await fill(helper, { "The evening’s four digits": door.digits });
      await press(helper, "Come in");
      await press(helper, "Check in Hugo Kivi");
      await says(helper, "1 of 9 here");
      assert.ok(await helper.locator(".in:visible").first().isVisible());
      await fill(helper, { Name: "Wanda Walks" });
      await press(helper, "Write down and check in");
      await says(helper, "2 of 10 here");
      await press(helper, "Undo Wanda Walks");
      await says(helper, "1 of 9 here");
    });
  }),
);

story("the door's screen names whom to ask for a talk, and folds it away while many arrive", ({ browser, demo }) =>
  withPage(browser, { width: 390, cookies: demo.cookies.organizer }, async (organizer) => {
    const desk = `${demo.base}/turku-python/organize/events/help-desk-bring-your-stuck-script`;
    const door = await makeDoor(organizer, desk);
    await press(organizer, "Show it at the door");
    none(await lookAt(organizer));
    await withPage(browser, { width: 390 }, async (page) => {
      await comeIn(page, demo.base, door);
      const panel = page.locator("[data-ask]");
      await panel.getByText("Nobody just now.").waitFor();
      const isOpen = () => panel.locator("details").evaluate((one) => one.open);
      const names = [];
      for (let number = 0; number < 3; number += 1) {
        assert.ok(await isOpen());
        const row = page.locator("[data-list=expected] li").filter({ hasNotText: "First time" }).first();
        names.push(await row.locator("bdi").first().innerText());
        await row.getByRole("button").first().click();
        await panel.locator("li").filter({ hasText: names[number] }).waitFor({ state: "attached" });
      }
      assert.ok(!(await isOpen()), "three came within two minutes");
      await panel.locator("summary").click();
      assert.ok(await isOpen(), "who opens it all the same leaves it open");
      none(await lookAt(page));
      if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/door-ask-390.png`, fullPage: true });
    });
    await press(organizer, "Show it no more");
  }),
);
