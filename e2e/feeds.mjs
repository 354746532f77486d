// Our feeds, read by other people's programs: Python's `icalendar`, `vobject` and `feedparser`, and `ical.js`.
//
//   node feeds.mjs --binary ../target/debug/roost
//
// What each of them reads is compared, as values, with what the events' own pages say.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import ICAL from "ical.js";
import { startDemo } from "./lib/demo.mjs";
import * as http from "./lib/http.mjs";
import { story, tellAll } from "./lib/story.mjs";

const { values } = parseArgs({ options: { binary: { type: "string" } } });
const group = "/turku-python";
const python = fileURLToPath(new URL("../.tools/python/bin/python", import.meta.url));
const reader = fileURLToPath(new URL("feeds.py", import.meta.url));

const demo = await startDemo(values.binary, ["organizer", "member"]);
const folder = await mkdtemp(join(tmpdir(), "roost-feeds-"));

const text = (path, options) => http.text(demo.base, path, options);
const post = (cookie, path, fields) => http.post(demo.base, cookie, path, fields);

const second = (moment) => new Date(moment).toISOString().replace(".000Z", "Z");
const byUrl = (events) => events.toSorted((a, b) => (a.url < b.url ? -1 : 1));

const statuses = { EventScheduled: "CONFIRMED", EventCancelled: "CANCELLED", EventPostponed: "TENTATIVE" };

/** What an event's page says of it to search engines. */
async function pageOf(path) {
  const json = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(await text(path))[1];
  const said = JSON.parse(json);
  const place = said.location.find((one) => one["@type"] === "Place");
  return {
    title: said.name,
    starts: second(said.startDate),
    ends: second(said.endDate),
    status: statuses[said.eventStatus.split("/").at(-1)],
    place: place?.name,
    url: said.url,
  };
}

/** The events of the group that its pages lead to, and these, which no list has. */
async function pagesOf(...more) {
  const found = new Set(more);
  for (const leaf of [`${group}/events`, group]) {
    for (const [, path] of (await text(leaf)).matchAll(/href="(\/[\w-]+\/events\/[\w-]+)"/g)) found.add(path);
  }
  return byUrl(await Promise.all([...found].map(pageOf)));
}

function byIcalJs(calendar) {
  const root = new ICAL.Component(ICAL.parse(calendar));
  for (const zone of root.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  return root.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      title: event.summary,
      starts: second(event.startDate.toUnixTime() * 1000),
      ends: second(event.endDate.toUnixTime() * 1000),
      status: component.getFirstPropertyValue("status"),
      place: event.location,
      url: component.getFirstPropertyValue("url"),
    };
  });
}

async function byPython(kind, feed) {
  const file = join(folder, `${kind}.txt`);
  await writeFile(file, feed);
  const { stdout, stderr } = await promisify(execFile)(python, [reader, kind, file]);
  assert.equal(stderr, "");
  return JSON.parse(stdout);
}

/** What all three programs read in the calendar at `path`, which must be the same. */
async function read(path) {
  const calendar = await text(path);
  const { icalendar, vobject } = await byPython("calendar", calendar);
  const ours = byUrl(byIcalJs(calendar));
  assert.deepEqual(byUrl(icalendar), ours);
  assert.deepEqual(byUrl(vobject), ours);
  assert.equal(new Set(ours.map((event) => event.uid)).size, ours.length);
  return ours;
}

/** What a page says too: the place as its name, which the line in the calendar begins with. */
const asOnPage = (page) => ({ uid, place, ...event }) => ({
  ...event,
  place: page.place === undefined || place.startsWith(page.place) ? page.place : place,
});

function samePages(events, pages) {
  assert.equal(events.length, pages.length);
  assert.deepEqual(events.map((event, index) => asOnPage(pages[index])(event)), pages.map((page) => ({ ...page })));
}

story("three programs read in a group's calendar what the events' pages say", async () => {
  const organizer = await http.signIn(demo.links.organizer);
  const postponed = `${group}/events/new-year-old-code`;
  await post(organizer, postponed.replace("events", "organize/events") + "/postponement", { note: "The room is let." });
  const [events, pages] = [await read(`${group}/events.ics`), await pagesOf(postponed)];
  samePages(events, pages);
  assert.ok(events.length > 10);
  assert.ok(events.some((event) => /\p{Script=Arabic}/u.test(event.title)));
  assert.deepEqual(events.filter((event) => event.status === "TENTATIVE").map((event) => event.title), ["New year, old code"]);
  const months = new Set(events.map((event) => new Date(event.starts).getUTCMonth()));
  assert.ok(months.has(0) || months.has(11), "one in winter");
  assert.ok(months.has(5) || months.has(6), "one in summer");
});

story("they read an event's own calendar, also of one that is cancelled", async () => {
  for (const path of [`${group}/events/winter-lightning-night`, "/rust-on-the-river/events/pairing-on-embedded-boards"]) {
    const page = await pageOf(path);
    samePages(await read(`${path}/calendar.ics`), [page]);
  }
});

story("they read in a person's calendar what she answered and where she waits", async () => {
  const member = await http.signIn(demo.links.member);
  const help = `${group}/events/help-desk-bring-your-stuck-script`;
  await post(member, `${help}/rsvp`, { answer: "going" });
  await post(member, "/me/calendar");
  const me = await text("/me", { headers: { cookie: member } });
  const address = /id="calendar-address" readonly value="([^"]+)"/.exec(me)[1];
  const own = await read(address);
  const all = new Map((await read(`${group}/events.ics`)).map((event) => [event.uid, event]));
  const hers = own.filter((event) => event.status === "CONFIRMED" && all.has(event.uid));
  assert.deepEqual(hers, hers.map((event) => all.get(event.uid)));
  assert.ok(hers.some((event) => event.url.endsWith(help)));
});

story("feedparser reads the Atom feed without a complaint", async () => {
  const { bozo, version, entries } = await byPython("atom", await text(`${group}/events.atom`));
  assert.deepEqual({ bozo, version }, { bozo: 0, version: "atom10" });
  const events = await read(`${group}/events.ics`);
  const expected = events.map(({ uid, title, url }) => ({ id: `urn:uuid:${uid}`, title, url }));
  assert.deepEqual(byUrl(entries), expected);
});

const total = { passed: 0, failed: 0 };
try {
  Object.assign(total, await tellAll({}));
} finally {
  await demo.stop();
  await rm(folder, { recursive: true, force: true });
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed ? 1 : 0;
