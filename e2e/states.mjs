// Pages that no link leads to: forms sent back, what is empty, what is refused, and an evening and an
// answer in each of their states.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { withPage } from "./lib/browser.mjs";
import { startServe } from "./lib/demo.mjs";
import { link, mailTo } from "./lib/mailbox.mjs";
import { cityByTyping, fill, found, inDays, makeEvent, press, sendManage, signInByMail } from "./lib/steps.mjs";
import { none, story } from "./lib/story.mjs";
import { lookAt } from "./pages.mjs";

/** Looks at one page after another and fails with what is wrong with any of them. */
async function looking(browser, options, tell) {
  const found = [];
  await withPage(browser, options, async (page) => {
    const look = async (what, status = 200) => {
      assert.equal(page.status, status, what);
      found.push(...(await lookAt(page)).map((line) => `${what}: ${line}`));
      page.complaints.length = 0;
    };
    page.on("response", (answer) => {
      if (answer.request().isNavigationRequest() && answer.frame() === page.mainFrame()) page.status = answer.status();
    });
    await tell(page, look);
  });
  none(found);
}

/** Sends a form of the page with nothing in it, as a browser would that minds no `required`. */
async function sendEmpty(page, form) {
  const send = page.$eval(form, (form) => {
    for (const one of form.querySelectorAll("input:not([type=hidden], [type=radio], [type=checkbox]), textarea")) one.value = "";
    form.noValidate = true;
    form.removeAttribute("hx-post");
    HTMLFormElement.prototype.submit.call(form);
  });
  await Promise.all([page.waitForEvent("domcontentloaded"), send]);
}

/** Posts nothing to an address. */
async function post(page, path) {
  const send = page.evaluate((path) => {
    const form = Object.assign(document.createElement("form"), { method: "post", action: path });
    document.body.append(form);
    form.submit();
  }, path);
  await Promise.all([page.waitForEvent("domcontentloaded"), send]);
}

const group = "/turku-python";

/** Each form that can be sent back: where it is, and which form of the page it is. */
const refused = {
  stranger: [
    ["/sign-in", "main form"],
    [`${group}/contact`, "main form"],
    [`${group}/events/winter-lightning-night/rsvp`, "#rsvp form"],
  ],
  organizer: [
    ["/start", "main form"],
    ["/me", "form[action='/me']"],
    [`${group}/organize/events/new`, "main form.sections"],
    [`${group}/organize/series/new`, "main form.sections"],
    [`${group}/organize/people/new`, "main form"],
    [`${group}/organize/invitations`, "form[action$='/invitations']"],
    [`${group}/organize/write`, "main form"],
    [`${group}/organize/settings`, "form[action$='/settings']"],
    [`${group}/organize/events/winter-lightning-night/people`, "#add"],
  ],
};

for (const [person, forms] of Object.entries(refused)) {
  for (const [path, form] of forms) {
    story(`${person}: ${path} sent back says what to mend to everybody`, async ({ browser, demo }) => {
      await looking(browser, { cookies: demo.cookies[person] }, async (page, look) => {
        await page.goto(demo.base + path);
        await sendEmpty(page, form);
        await look(`${path} sent back`, 422);
      });
    });
  }
}

story("what is missing, refused or not understood says so to everybody", async ({ browser, demo }) => {
  await looking(browser, { cookies: demo.cookies.member }, async (page, look) => {
    await page.goto(`${demo.base}/no-such-group`);
    await look("404", 404);
    await page.goto(`${demo.base}/sign-in/no-such-token`);
    await look("410", 410);
    await page.goto(`${demo.base}/explore?q=zzz`);
    await look("nothing found");
    await post(page, "/explore");
    await look("405", 405);
  });
});

story("signing in can be done by everybody at each of its steps", ({ browser, demo }) =>
  looking(browser, {}, async (page, look) => {
    await page.goto(`${demo.base}/sign-in`);
    await fill(page, { "E-mail address": "steps@example.org" });
    await press(page, "Send me the link");
    await look("look at your mail");
    await fill(page, { "Six digits": "12" });
    await press(page, "Sign in");
    await look("wrong digits", 422);
    const mailed = link(await mailTo(demo.base, "steps@example.org", ""), "/sign-in/");
    await withPage(browser, {}, async (other) => {
      other.status = (await other.goto(mailed)).status();
      none(await lookAt(other));
    });
    await page.goto(mailed);
    await look("one button");
    await press(page, "Sign in");
    await look("the name");
    await sendEmpty(page, "main form");
    await look("no name", 422);
    await fill(page, { Name: "Steffi Steps" });
    await press(page, "Sign in");
    await look("signed in, with its flash");
    await page.goto(`${demo.base}/me`);
    await look("nothing planned, no groups");
    await page.goto(mailed);
    await look("the link has done its work", 410);
  }),
);

story("an evening can be looked at and organized by everybody in each of its states", ({ browser, demo }) =>
  looking(browser, {}, async (page, look) => {
    const { base } = demo;
    await signInByMail(page, base, { name: "Olga States", email: "olga@example.org" });
    const group = await found(page, base, "States of Soup", cityByTyping);
    await look("a new group");
    for (const path of ["/events", "/organize", "/organize/events", "/organize/log"]) {
      await page.goto(base + group + path);
      await look(`a new group's ${path}`);
    }
    const make = (title, fields, state) => makeEvent(page.context(), base, group, { title, ...fields }, state);
    const desk = (event, path) => page.goto(base + event.replace("/events/", "/organize/events/") + path);

    const draft = await make("Not yet public", {}, "draft");
    await page.goto(base + draft);
    await look("a draft");
    await press(page, "Publish");
    await look("published, with its flash");
    await desk(draft, "/people");
    await look("nobody has answered");
    await desk(draft, "/edit");
    await fill(page, { "Starts at": "19:00" });
    await page.context().request.post(`${base}${draft}/rsvp`, { form: { answer: "going" } });
    await press(page, "Save", page.locator("form .row"));
    await look("what changed is asked before it is mailed");
    for (const step of ["/postponement", "/cancellation"]) {
      await desk(draft, step);
      await look(step);
    }

    const cancelled = await make("Cancelled soup", {}, "cancellation");
    const postponed = await make("Postponed soup", {}, "postponement");
    await desk(postponed, "/date");
    await look("a new date");
    await sendEmpty(page, "main form");
    await look("no date", 422);
    const early = await make("Soup before answers", { rsvp_opens_on: inDays(5), rsvp_opens_at: "12:00" });
    const late = await make("Soup after answers", { rsvp_closes_on: inDays(-1), rsvp_closes_at: "12:00" });
    const online = await make("Soup by wire", { mode: "hybrid", online_link: "https://example.org/soup", capacity: "3", online_capacity: "3", guests_allowed: "2" });
    await withPage(browser, {}, async (visitor) => {
      for (const event of [cancelled, postponed, early, late, online]) {
        await visitor.goto(base + event);
        none((await lookAt(visitor)).map((line) => `${event}: ${line}`));
      }
    });
    await page.goto(base + cancelled);
    await look("cancelled, for its organizer");
    await page.goto(base + postponed);
    await look("postponed, for its organizer");
  }),
);

story("a manage link can be used by everybody in each state of its answer", ({ browser, demo }) =>
  looking(browser, {}, async (page, look) => {
    const { base } = demo;
    await signInByMail(page, base, { name: "Mona Manages", email: "mona@example.org" });
    const group = await found(page, base, "Managed Soup", cityByTyping);
    const event = await makeEvent(page.context(), base, group, { title: "One bowl", capacity: "1" });
    const visitor = await browser.newContext();
    const [one, two] = ["one.manages@example.org", "two.manages@example.org"];
    const links = {};
    for (const email of [one, two]) {
      await visitor.request.post(`${base}${event}/rsvp`, { form: { name: "Manny Manages", email, answer: "going" } });
      const mailed = new URL(link(await mailTo(base, email, "Please confirm"), "/rsvp/"));
      links[email] = mailed.origin + mailed.pathname;
      await page.goto(links[email]);
      await look(`${email} unconfirmed`);
      await page.goto(mailed.href);
      await look(`${email} by the button of the mail`);
      await sendManage(visitor, base, email, "Please confirm", "going");
      await page.goto(links[email]);
      await look(`${email} confirmed`);
    }
    await page.goto(base + event);
    await look("full");
    await sendManage(visitor, base, one, "You’re coming", "declined");
    await mailTo(base, two, "A seat is free");
    await page.goto(links[one]);
    await look("declined");
    await page.goto(links[two]);
    await look("offered");
    await page.goto(`${base}${group}/organize/events/${event.split("/").at(-1)}/people`);
    await look("people, offered and declined");
    const cancelling = `${base}${event.replace("/events/", "/organize/events/")}/cancellation`;
    await page.context().request.post(cancelling, { form: {} });
    await page.goto(links[two]);
    await look("cancelled");
    await visitor.close();
  }),
);

story("an invitation and the end of mail can be used by everybody", ({ browser, demo }) =>
  looking(browser, {}, async (page, look) => {
    const { base } = demo;
    await signInByMail(page, base, { name: "Inga Invites", email: "inga@example.org" });
    const group = await found(page, base, "Inviting Soup", cityByTyping);
    await page.goto(`${base}${group}/organize/invitations`);
    await fill(page, { "E-mail": "asked@example.org" });
    await press(page, "Invite");
    await look("invited, with its flash");
    const invitation = link(await mailTo(base, "asked@example.org", "Will you organize"), "/invitations/");
    await withPage(browser, {}, async (asked) => {
      await asked.goto(invitation);
      none(await lookAt(asked));
      await press(asked, "Not now");
      none(await lookAt(asked));
    });
    await page.goto(`${base}${group}/close`.replace(group, `${group}/organize`));
    await look("closing");
  }),
);

story("a calendar of one's own can be had by everybody", ({ browser, demo }) =>
  looking(browser, { cookies: demo.cookies.member }, async (page, look) => {
    await page.goto(`${demo.base}/me`);
    await press(page, "Make an address");
    await look("an address");
    await press(page, "Make a new address");
    await look("another address");
  }),
);

/** Another site, each of whose pages is this HTML. */
async function otherSite(html, use) {
  const server = createServer((_, answer) => {
    answer.writeHead(200, { "content-type": "text/html" });
    answer.end(html);
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  try {
    return await use(`http://127.0.0.1:${server.address().port}/`);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

story("the next event can be read in a frame on another site, and nothing follows the reader", ({ browser, demo }) =>
  withPage(browser, {}, async (page) => {
    for (const width of [300, 560, 1000]) {
      const frame = `<iframe src="${demo.base}/embed${group}" width="${width}" height="320"></iframe>`;
      await otherSite(frame, (url) => page.goto(url));
      const card = page.frameLocator("iframe");
      assert.equal(await card.locator("h1").innerText(), "Winter lightning night");
      const [wide, seen] = await card.locator("html").evaluate((html) => [html.scrollWidth, html.clientWidth]);
      assert.ok(wide <= seen, `${wide} in ${seen}`);
    }
    assert.deepEqual(await page.context().cookies(), []);
    await page.goto(`${demo.base}/embed${group}`);
    none(await lookAt(page));
  }),
);

story("the first run, an empty house and too many requests can be read by everybody", async ({ browser, binary }) => {
  const served = await startServe(binary, "[limits]\nper_network = 2\n");
  try {
    await looking(browser, {}, async (page, look) => {
      await page.goto(served.link);
      await look("the first run");
      await sendEmpty(page, "main form");
      await look("the first run sent back", 422);
      await page.goto(`${served.base}/mailbox`);
      await look("no mail");
      await page.goto(served.base);
      await look("no groups");
      for (let i = 0; page.status !== 429; i += 1) {
        assert.ok(i < 5, "nothing is too many");
        await page.goto(`${served.base}/sign-in`);
        await fill(page, { "E-mail address": `often${i}@example.org` });
        await press(page, "Send me the link");
      }
      await look("too many requests", 429);
    });
  } finally {
    await served.stop();
  }
});
