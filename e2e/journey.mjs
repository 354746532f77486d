// The main job from end to end: a group is founded, an evening fills, people wait, seats free up.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { withPage } from "./lib/browser.mjs";
import { link, mails, mailTo, subjectsTo } from "./lib/mailbox.mjs";
import { answer, answerByForm, cityByTyping, fill, found, heading, press, publish, reads, sendManage, signInByMail } from "./lib/steps.mjs";
import { story } from "./lib/story.mjs";

/** So many invented people, forty at most; one of them has a name that a spreadsheet would run. */
function crowd(mark, many) {
  const given = ["Ada", "Bela", "Carl", "Dora", "Emil", "Fanny", "Gita", "Hugo"];
  const family = ["Kivi", "Lumi", "Meri", "Niemi", "Oja"];
  const names = family.flatMap((last) => given.map((first) => `${first} ${last}`));
  names[3] = "=1+2 Dora";
  return names.slice(0, many).map((name, i) => ({ name, email: `guest${i}.${mark}@example.org` }));
}

/** The cells of a CSV file that quotes only what it must. */
const cells = (file) => file.trimEnd().split("\r\n").map((line) => line.split(","));

async function inviteAndAccept(browser, page, demo, group, width, helper) {
  await page.goto(`${demo.base}${group}/organize/invitations`);
  await fill(page, { "E-mail": helper.email });
  await press(page, "Invite");
  const invitation = link(await mailTo(demo.base, helper.email, "Will you organize"), "/invitations/");
  await withPage(browser, { width }, async (other) => {
    await other.goto(invitation);
    await press(other, "Yes, I’ll help");
    await signInByMail(other, demo.base, helper);
    // Opening decided nothing, so the page that she comes back to asks again.
    await press(other, "Yes, I’ll help");
    assert.equal(new URL(other.url()).pathname, `${group}/organize`);
  });
}

/** All answer, and each confirms that the address is hers; the first and the last by real taps. */
async function everybodyAnswers(browser, visitor, demo, event, { width, seats }, people) {
  for (const [place, person] of people.entries()) {
    if (place === 0 || place === people.length - 1) {
      await withPage(browser, { width }, (other) => answer(other, demo.base, event, person));
    } else {
      await answerByForm(visitor, demo.base, event, person);
    }
    const waiting = place - seats + 1;
    await mailTo(demo.base, person.email, waiting > 0 ? "You’re on the waitlist" : "You’re coming");
  }
}

/** One by one as many as wait say that they can't; each time the next in line has the seat. */
async function seatsPassOn(browser, visitor, demo, { width, seats }, people) {
  const waiting = people.slice(seats);
  const leaving = people.slice(0, waiting.length);
  for (const [turn, person] of leaving.entries()) {
    await sendManage(visitor, demo.base, person.email, "You’re coming", "declined");
    const next = waiting[turn];
    const offer = await mailTo(demo.base, next.email, "A seat is free");
    const offered = (await mails(demo.base)).filter((mail) => mail.subject.startsWith("A seat is free"));
    const asked = new Set(offered.map((mail) => mail.to));
    assert.deepEqual(waiting.filter((one) => asked.has(one.email)), waiting.slice(0, turn + 1));
    if (turn === 0) {
      await withPage(browser, { width }, async (other) => {
        await other.goto(link(offer, "/rsvp/"));
        await press(other, "Take the seat");
        await reads(other, "Your seat is kept.");
      });
    } else {
      await sendManage(visitor, demo.base, next.email, "A seat is free", "going");
    }
    await mailTo(demo.base, next.email, "You’re coming");
  }
}

async function lookAtPeople(page, demo, group, event, { seats }, people) {
  const desk = `${demo.base}${group}/organize/events/${event.split("/").at(-1)}/people`;
  const coming = people.slice(people.length - seats);
  const last = people.at(-1);
  await page.goto(desk);
  await reads(page, `${seats} people are coming, nobody waits`);
  const note = page.getByLabel(new RegExp(`^Note about .*${last.name}`));
  await note.fill("-5 chairs, please");
  await press(page, "Keep", note.locator("xpath=.."));

  await press(page, "Copy addresses");
  const copied = await page.getByLabel("Addresses", { exact: true }).inputValue();
  assert.deepEqual(copied.split(",\n").sort(), coming.map((one) => one.email).sort());

  await page.goto(desk);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Export CSV", exact: true }).click(),
  ]);
  assert.match(download.suggestedFilename(), /\.csv$/);
  sheetHolds(await readFile(await download.path(), "utf8"), coming, people.slice(0, people.length - seats));
}

/** Who comes stands first, then who said no, both by name; nothing in a cell can run. */
function sheetHolds(file, coming, left) {
  assert.ok(file.startsWith("\ufeff"), "a spreadsheet takes it for Latin-1");
  const [head, ...rows] = cells(file.slice(1).replace('"\'-5 chairs, please"', "'-5 chairs; please"));
  assert.deepEqual(head, ["Name", "E-mail", "Answer", "Where", "Guests", "Answered", "Confirmed", "by hand", "first time", "Note", "No photos"]);
  const byName = (a, b) => (a.name < b.name ? -1 : 1);
  const row = (state) => ({ name, email }) => [
    name.startsWith("=") ? `'${name}` : name, email, state, "In the room", "0", "yes", "no", "yes",
    name === coming.at(-1).name ? "'-5 chairs; please" : "", "no",
  ];
  const expected = [
    ...coming.toSorted(byName).map(row("going")),
    ...left.toSorted(byName).map(row("declined")),
  ];
  assert.deepEqual(rows.map((cells) => cells.toSpliced(5, 1)), expected);
  for (const cells of rows) assert.match(cells[5], /^\d{4}-\d\d-\d\d \d\d:\d\d$/);
}

const evenings = [
  { width: 390, many: 40, seats: 28 },
  { width: 1280, many: 12, seats: 8 },
];

for (const evening of evenings) {
  const { width, many, seats } = evening;
  story(`at ${width} a group is founded, ${many} people answer for ${seats} seats, and whoever waits is seated in order`, ({ browser, demo }) =>
    withPage(browser, { width }, async (page) => {
      const founder = { name: "Ronja Aalto", email: `ronja.${width}@example.org` };
      const helper = { name: "Pavel Orlov", email: `pavel.${width}@example.org` };
      const people = crowd(width, many);

      await signInByMail(page, demo.base, founder);
      const group = await found(page, demo.base, `Compiler Soup ${width}`, cityByTyping);
      await inviteAndAccept(browser, page, demo, group, width, helper);
      const event = await publish(page, demo.base, group, { title: "Soup and parsers", seats: `${seats}` });
      const visitor = await browser.newContext();
      await everybodyAnswers(browser, visitor, demo, event, evening, people);
      await page.goto(demo.base + event);
      await reads(page, `Full, ${many - seats} waiting`);
      await seatsPassOn(browser, visitor, demo, evening, people);
      await visitor.close();
      await page.goto(demo.base + event);
      await reads(page, "Full");
      await lookAtPeople(page, demo, group, event, evening, people);
      await eachWasToldOnce(demo, people, many - seats);
      assert.deepEqual(page.complaints, []);
    }),
  );
}

/** Who left, who came from the start, and who waited have each had their mails, in order. */
async function eachWasToldOnce(demo, people, waited) {
  const about = async (one) => (await subjectsTo(demo.base, one.email)).map((subject) => subject.split(":")[0]);
  const seated = ["Please confirm", "You’re coming"];
  const offered = ["Please confirm", "You’re on the waitlist", "A seat is free", "You’re coming"];
  for (const [place, person] of people.entries()) {
    assert.deepEqual(await about(person), place < people.length - waited ? seated : offered, person.name);
  }
}
