// What people do, told once: each step leaves the person where the page leads her.

import assert from "node:assert/strict";
import { link, mailTo } from "./mailbox.mjs";

/** Presses a button and waits for the page that follows. */
export async function press(page, name, within = page) {
  const button = within.getByRole("button", { name, exact: true }).first();
  await Promise.all([page.waitForEvent("domcontentloaded"), button.click()]);
}

/** Fills in fields by the words that stand at them. */
export async function fill(page, fields) {
  for (const [label, value] of Object.entries(fields)) {
    await page.getByLabel(label, { exact: true }).first().fill(value);
  }
}

/** Waits until the page reads so; the marks around names and numbers cannot be seen. */
export async function reads(page, words) {
  let read = "";
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; ) {
    read = (await page.locator("main").innerText()).replaceAll(/[\u2068\u2069]/g, "");
    if (read.includes(words)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`${page.url()} does not say “${words}” but\n${read}`);
}

export const heading = (page) => page.locator("h1").first().innerText();

/** Signs in by the link that comes by mail, and says her name if the page asks for it. */
export async function signInByMail(page, base, { name, email }) {
  if (new URL(page.url()).pathname !== "/sign-in") await page.goto(`${base}/sign-in`);
  await fill(page, { "E-mail address": email });
  await press(page, "Send me the link");
  assert.equal(await heading(page), "Look at your mail");
  const mail = await mailTo(base, email, "");
  await page.goto(link(mail, "/sign-in/"));
  await press(page, "Sign in");
  if (await page.getByLabel("Name", { exact: true }).count()) {
    await fill(page, { Name: name });
    await press(page, "Sign in");
  }
}

/** Founds a group in Turku; `find` says how she finds the city. Returns its path. */
export async function found(page, base, name, find) {
  await page.goto(`${base}/start`);
  await fill(page, { "Name of the group": name, Topics: "Soup, Compilers", "In one sentence": "Soup, and then compilers." });
  await find(page);
  await press(page, "Start the group");
  assert.equal(await heading(page), name, await page.locator("main").innerText());
  return new URL(page.url()).pathname;
}

/** The city by its first letters, with scripts. */
export async function cityByTyping(page) {
  const city = page.getByLabel("City", { exact: true });
  await city.pressSequentially("Turk");
  const offered = page.locator("#cities option[value^='Turku']");
  await offered.first().waitFor({ state: "attached" });
  await city.fill(await offered.first().getAttribute("value"));
}

/** The city by a button, where there are no scripts. */
export async function cityByButton(page) {
  await fill(page, { City: "Turku" });
  await press(page, "Find the city");
  const choice = page.locator("input[name=which]").first();
  if (await choice.count()) await choice.check();
}

/** Writes an evening and publishes it. Returns its path. */
export async function publish(page, base, group, { title, seats, guests = "0" }) {
  await page.goto(`${base}${group}/organize/events/new`);
  await fill(page, { Title: title, Day: inDays(21), "Starts at": "18:00", "Ends at": "20:30" });
  await fill(page, { "Seats in the room": seats, "Guests each may bring": guests });
  await press(page, "Save", page.locator("form .row"));
  assert.equal(await heading(page), title);
  await press(page, "Publish");
  assert.equal(await heading(page), title);
  return new URL(page.url()).pathname;
}

/** An evening made as the form sends it; `fields` differ from what the form begins with. Returns its path. */
export async function makeEvent(context, base, group, fields, state = "publication") {
  const form = {
    title: "A night of soup", starts_on: inDays(21), starts_at: "18:00", ends_at: "20:30", zone: "Europe/Helsinki",
    mode: "in_person", venue: "", guests_allowed: "0", online_link_from_minutes: "60", cover: "group", lines: "0", ...fields,
  };
  const made = await context.request.post(`${base}${group}/organize/events`, { form });
  assert.equal(made.status(), 200, await made.text());
  const path = new URL(made.url()).pathname;
  if (state !== "draft") await step(context, base, path, "publication");
  if (state !== "draft" && state !== "publication") await step(context, base, path, state);
  return path;
}

/** Takes an evening on: `publication`, `postponement` or `cancellation`. */
async function step(context, base, event, name) {
  const done = await context.request.post(`${base}${event.replace("/events/", "/organize/events/")}/${name}`, { form: {} });
  assert.equal(done.status(), 200);
}

/** A day so far from today, as forms send it. */
export const inDays = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Answers on the event's page without an account, then confirms by the mailed link. */
export async function answer(page, base, event, { name, email }) {
  await page.goto(base + event);
  await fill(page, { "Your name": name, "Your e-mail address": email });
  const button = page.locator("#rsvp").getByRole("button", { name: "I’m coming", exact: true });
  await button.click();
  await page.locator("#rsvp [role=status], main .notice [role=status]").first().waitFor();
  await confirm(page, base, email);
}

/** Confirms by the link in the mail, whose page has one button. */
export async function confirm(page, base, email) {
  const mail = await mailTo(base, email, "Please confirm");
  await page.goto(link(mail, "/rsvp/"));
  await press(page, "I’m coming");
}

/** The same answer sent as the form sends it, without drawing the pages. */
export async function answerByForm(context, base, event, { name, email }) {
  const form = { name, email, answer: "going", show_name: "yes" };
  const sent = await context.request.post(`${base}${event}/rsvp`, { form });
  assert.equal(sent.status(), 200);
  await sendManage(context, base, email, "Please confirm", "going");
}

/** Follows the link of a mail and presses its button, without drawing the page. */
export async function sendManage(context, base, email, subject, said) {
  const url = new URL(link(await mailTo(base, email, subject), "/rsvp/"));
  const sent = await context.request.post(url.origin + url.pathname, { form: { answer: said } });
  assert.equal(sent.status(), 200);
}
