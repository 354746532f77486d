// The stage: one clock on a projector, a front view and a moderator's telephone, with the network cut and the server
// killed in the middle of a talk.

import assert from "node:assert/strict";
import { withPage } from "./lib/browser.mjs";
import { startDemo } from "./lib/demo.mjs";
import { evening } from "./door.mjs";
import { line } from "./lib/proxy.mjs";
import { fill, heading, press, reads } from "./lib/steps.mjs";
import { none, story } from "./lib/story.mjs";
import { lookAt } from "./pages.mjs";

/** How far two screens may be apart, in ms. */
const APART = 500;
/** How long the projector is without network. */
const CUT = 90_000;

const three = [
  ["Ada Kivi", "Birds"],
  ["Bela Lumi", "A camera in 80 lines"],
  ["Carl Meri", "Soup"],
];

/** What a name can be. */
const hostile = [
  ["Friederike Wilhelmine Konstantinopolitanska von und zu Hohenberg", "What sixty characters of a title look like on a projector, too"],
  ["W".repeat(100), "Wm ".repeat(53)],
  ["🦜".repeat(50), "🦜🪺".repeat(40)],
  ["عبد الرحمن بن محمد بن عبد العزيز الطويل جدا من مدينة بعيدة", "كيف تعلمت أن أحب الطيور وأكتب برامج صغيرة جدا"],
];

/** A round of an evening, with its screens' paths; people join it by the moderator's own form. */
async function round(page, base, group, speakers, limit = "5:00") {
  const desk = await evening(page, base, { group, people: [] });
  const form = { round_title: "", starts: "19:00", minutes: "60", format: "talk", limit, changeover: "1:00", policy: "arrival" };
  const made = await page.context().request.post(`${desk}/lightning`, { form });
  assert.equal(made.status(), 200, await made.text());
  await page.goto(`${made.url()}/screens`);
  await press(page, "Make the addresses");
  const path = async (name) => new URL(await page.locator(`#${name}-link`).inputValue()).pathname;
  const paths = { stage: await path("stage"), front: await path("front"), remote: await path("remote") };
  for (const [name, title] of speakers) {
    const id = crypto.randomUUID();
    const sent = await page.context().request.post(`${base}${paths.remote}/turns`, { form: { id, name, title } });
    assert.equal(sent.status(), 200);
  }
  const lineUp = `${new URL(desk).pathname.replace("/organize", "")}/lightning`;
  return { ...paths, lineUp };
}

/** What the screens show at the same instant, in ms that are left. */
const left = (page) => page.locator("roost-timer").evaluate((timer) => timer.left);
const looks = (page) => page.locator("roost-timer").getAttribute("data-state");

async function waitFor(page, state) {
  await page.locator(`roost-timer[data-state="${state}"]`).waitFor({ state: "attached", timeout: 15_000 });
}

/** How far two screens are apart now, in ms; the later of two questions is asked a little later. */
async function apart(one, other) {
  const asked = Date.now();
  const [first, second] = await Promise.all([left(one), left(other)]);
  return Math.max(0, Math.abs(first - second) - (Date.now() - asked));
}

/** Waits until the screens agree; returns for how long they did not, and how far they are apart then. */
async function agreed(one, other, what) {
  const began = Date.now();
  for (;;) {
    const states = [await looks(one), await looks(other)];
    const gap = await apart(one, other);
    if (states[0] === states[1] && gap <= APART) {
      console.log(`        ${what}: ${Math.round(gap)} ms apart after ${Date.now() - began} ms`);
      return;
    }
    assert.ok(Date.now() - began < 15_000, `${what}: ${states.join(" and ")}, ${gap} ms apart`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const twelve = ["Dora Niemi", "Emil Oja", "Fanny Puro", "Gita Ranta", "Hugo Salo", "Iris Toivo", "Jan Uusi", "Kira Vala", "Leo Aalto", "Mona Berg", "Nils Dahl", "Olga Eik"];

/** Somebody passes a telephone round: each who has it signs up on the evening's page. */
async function signUp(phone, lineUp, names) {
  for (const name of names) {
    await phone.goto(lineUp);
    await fill(phone, { "What are you going to talk about?": `What ${name} has built`, "Your name, as it should be shown": name });
    await press(phone, "I’ll give it");
    assert.equal(await heading(phone), "Your talk");
  }
}

story("twelve sign up from three telephones while a round runs, and its screens agree after a cut network and a killed server", async ({ browser, binary }) => {
  const demo = await startDemo(binary, ["organizer"]);
  const cable = await line(demo.base);
  try {
    await withPage(browser, {}, async (organizer) => {
      const paths = await round(organizer, demo.base, "Five Minutes of Soup", three);
      await withPage(browser, {}, (projector) =>
        withPage(browser, { width: 390 }, (front) =>
          withPage(browser, { width: 390 }, (remote) =>
            withPage(browser, { width: 390 }, (one) =>
              withPage(browser, { width: 390 }, (two) =>
                withPage(browser, { width: 390, scripts: false }, (three) => run({ demo, cable, paths, projector, front, remote, phones: [one, two, three] })),
              ),
            ),
          ),
        ),
      );
    });
  } finally {
    await cable.stop();
    await demo.stop();
  }
});

async function run({ demo, cable, paths, projector, front, remote, phones }) {
  await projector.goto(cable.base + paths.stage);
  await front.goto(demo.base + paths.front);
  await remote.goto(demo.base + paths.remote);
  await reads(remote, "The projector hears");
  await press(remote, "Start");
  await agreed(projector, front, "started by telephone");

  cable.cut();
  const [before, since] = [await left(projector), Date.now()];
  const lineUp = demo.base + paths.lineUp;
  await Promise.all(phones.map((phone, at) => signUp(phone, lineUp, twelve.filter((_, index) => index % 3 === at))));
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, CUT - (Date.now() - since))));
  const [passed, meanwhile] = [before - (await left(projector)), Date.now() - since];
  assert.ok(Math.abs(passed - meanwhile) < 1_000, `the projector counted ${passed} ms of ${meanwhile} without network`);
  await reads(remote, "The projector doesn’t answer");
  cable.mend();
  await agreed(projector, front, `after ${CUT / 1000} s without network`);

  await demo.crash();
  await agreed(projector, front, "after the server was killed");
  await reads(remote, "The projector hears");

  // The laptop loses its network, and the talk ends and the next begins by its keys.
  cable.cut();
  await projector.keyboard.press("Space");
  await waitFor(projector, "done");
  await projector.keyboard.press("ArrowRight");
  await waitFor(projector, "hold");
  assert.equal(await projector.locator("h1").innerText(), "Bela Lumi");
  await projector.keyboard.press("Space");
  await waitFor(projector, "go");
  assert.equal(await looks(front), "go");
  assert.equal(await front.locator("h1").innerText(), "Ada Kivi");
  await new Promise((resolve) => setTimeout(resolve, 6_000));
  cable.mend();
  await front.getByRole("heading", { name: "Bela Lumi" }).waitFor({ timeout: 15_000 });
  await agreed(projector, front, "after keys without network");

  await remote.getByRole("button", { name: "Stop and applaud", exact: true }).click();
  await waitFor(projector, "done");
  await waitFor(front, "done");
  await press(remote, "Next speaker");
  await projector.getByRole("heading", { name: "Carl Meri" }).waitFor();
  const order = await remote.locator(".bolts b").allInnerTexts();
  const everybody = [...three.map(([name]) => name), ...twelve];
  assert.deepEqual(order.slice(0, 3), everybody.slice(0, 3), "who was there first goes first");
  assert.deepEqual([...order].sort(), [...everybody].sort(), "no turn is lost");
}

const sizes = [[1280, 720], [1920, 1080], [390, 844], [844, 390]];

/** Every text stands within the screen, at each size. */
async function fits(page, what) {
  const wrong = [];
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height });
    const found = await page.evaluate(() => {
      const out = [];
      const { scrollWidth, scrollHeight } = document.body;
      if (scrollWidth > innerWidth) out.push(`${scrollWidth} wide`);
      if (scrollHeight > innerHeight) out.push(`${scrollHeight} high`);
      for (const one of document.querySelectorAll("h1, .stage-who p, .stage-clock, .stage-shout, .stage-next span, .stage-word")) {
        const box = one.getBoundingClientRect();
        if (!box.width) continue;
        const foot = document.querySelector(".stage-next").getBoundingClientRect();
        const inFoot = one.closest(".stage-next");
        if (box.left < -1 || box.right > innerWidth + 1 || box.top < -1 || box.bottom > innerHeight + 1) out.push(`${one.className || one.tagName} is outside`);
        if (!inFoot && box.bottom > foot.top + 1) out.push(`${one.className || one.tagName} is under the foot by ${Math.round(box.bottom - foot.top)}`);
        if (one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== "inline") out.push(`${one.className || one.tagName} is cut`);
      }
      return out;
    });
    wrong.push(...found.map((line) => `${what} at ${width}×${height}: ${line}`));
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${what.replaceAll(" ", "-")}-${width}.png` });
  }
  return wrong;
}

/** How far the screen's text stands out from what is behind it (WCAG 2.2, contrast ratio). */
const contrast = (page) =>
  page.evaluate(async () => {
    // The colour changes slowly.
    await Promise.all(document.body.getAnimations().map((one) => one.finished));
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const light = (colour) => {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((one) => one / 255).map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const { color, backgroundColor } = getComputedStyle(document.body);
    const [low, high] = [light(color), light(backgroundColor)].sort((one, other) => one - other);
    return (high + 0.05) / (low + 0.05);
  });

/** The page as if so much of the turn were left. */
async function turnTo(page, seconds) {
  await page.locator("roost-timer").evaluate((timer, left) => {
    timer.setAttribute("ends", String(Number(timer.getAttribute("ends")) - (timer.left - left)));
    timer.tick();
  }, seconds * 1000);
}

story("the stage can be read by everybody in each of its states, whatever people are called", ({ browser, demo }) =>
  withPage(browser, {}, async (organizer) => {
    const paths = await round(organizer, demo.base, "Long Names of Soup", [["Mei Tanaka", "A bird-feeder camera in 80 lines"], ...hostile]);
    const wrong = [];
    organizer.complaints.length = 0;
    wrong.push(...(await lookAt(organizer)).map((line) => `screens: ${line}`));
    await withPage(browser, {}, (front) =>
      withPage(browser, { width: 390 }, async (remote) => {
        const look = async (page, what) => {
          wrong.push(...(await lookAt(page)).map((line) => `${what}: ${line}`));
          page.complaints.length = 0;
        };
        const ratios = [];
        const see = async (what) => {
          const ratio = await contrast(front);
          ratios.push(`${what} ${ratio.toFixed(1)}`);
          if (ratio < 7) wrong.push(`${what}: the text stands out by ${ratio} only`);
          wrong.push(...(await fits(front, what)));
          await look(front, what);
        };
        await front.goto(demo.base + paths.front);
        await remote.goto(demo.base + paths.remote);
        await see("hold");
        await look(remote, "remote ready");
        await press(remote, "Start");
        for (const [seconds, state] of [[272, "go"], [43, "wrap"], [17, "last"], [0, "over"]]) {
          await turnTo(front, seconds);
          await waitFor(front, state);
          await see(state);
        }
        await look(remote, "remote running");
        await remote.getByText("Technical trouble").click();
        await remote.getByLabel("What happened").fill("The adapter fell out");
        await press(remote, "Pause for trouble");
        await waitFor(front, "paused");
        await see("paused");
        await look(remote, "remote paused");
        await press(remote, "Stop and applaud");
        await waitFor(front, "done");
        await see("done");
        await look(remote, "remote over");
        await press(remote, "Next speaker");
        for (const [name] of hostile) {
          await front.getByRole("heading", { name }).waitFor();
          await see(`hostile ${hostile.findIndex(([it]) => it === name)}`);
          await look(remote, `remote ${name.slice(0, 9)}`);
          await press(remote, "Skip");
        }
        await waitFor(front, "finished");
        await see("finished");
        await look(remote, "remote finished");
        console.log(`        contrast: ${ratios.slice(0, 7).join(", ")}`);
      }),
    );
    none(wrong);
  }),
);

story("the speaker alone sees what is whispered, and the gong can be tried", ({ browser, demo }) =>
  withPage(browser, {}, async (organizer) => {
    const paths = await round(organizer, demo.base, "Whispers of Soup", three, "0:30");
    await withPage(browser, { width: 390 }, (speaker) =>
      withPage(browser, {}, (front) =>
        withPage(browser, { width: 390 }, async (remote) => {
          await speaker.goto(`${demo.base}${paths.front}?as=speaker`);
          await front.goto(demo.base + paths.front);
          await remote.goto(demo.base + paths.remote);
          await front.getByRole("button", { name: "Try the gong" }).click();
          assert.ok(await front.locator("html").getAttribute("data-struck"));
          await press(remote, "Start");
          await press(remote, "Closer to the mic");
          await speaker.getByText("Closer to the mic").waitFor();
          none(await lookAt(speaker));
          assert.equal(await front.getByText("Closer to the mic").count(), 0);
          const tried = await front.locator("html").getAttribute("data-struck");
          await front.locator('roost-timer[data-state="over"]').waitFor({ state: "attached", timeout: 40_000 });
          assert.notEqual(await front.locator("html").getAttribute("data-struck"), tried, "it sounds at zero");
        }),
      ),
    );
  }),
);

story("a round is run without scripts", ({ browser, demo }) =>
  withPage(browser, {}, async (organizer) => {
    const paths = await round(organizer, demo.base, "Soup by Hand", three);
    await withPage(browser, { scripts: false }, (projector) =>
      withPage(browser, { width: 390, scripts: false }, async (remote) => {
        await remote.goto(demo.base + paths.remote);
        await press(remote, "Start");
        await projector.goto(demo.base + paths.stage);
        assert.equal(await projector.locator("body").getAttribute("data-state"), "go");
        const clock = await projector.locator(".stage-clock").innerText();
        await projector.waitForEvent("domcontentloaded");
        assert.notEqual(await projector.locator(".stage-clock").innerText(), clock, "it asked again");
        await press(remote, "Stop and applaud");
        await press(remote, "Next speaker");
        await reads(remote, "Bela Lumi");
      }),
    );
  }),
);

/** Slides as a browser prints them, one for each colour. */
async function pdf(page, colours) {
  const slide = (colour, at) => `<section style="background:${colour};color:white">${at + 1}</section>`;
  await page.setContent(`<style>@page { size: 1280px 720px; margin: 0 } body { margin: 0 } section { font: 300px sans-serif; height: 720px; break-after: page; print-color-adjust: exact }</style>${colours.map(slide).join("")}`);
  return page.pdf({ width: "1280px", height: "720px", printBackground: true });
}

/** Which slide stands on the projector, from 1; 0: none. */
const slide = async (page) => {
  if (!(await page.locator("body[data-slides]").count())) return 0;
  return Number((await page.locator(".stage-slide").getAttribute("alt")).match(/\d+/)[0]);
};

async function waitForSlide(page, number) {
  for (const deadline = Date.now() + 15_000; Date.now() < deadline; ) {
    if ((await slide(page)) === number) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.equal(await slide(page), number);
}

story("a speaker sends her slides, and they stand on the projector, with and without network", async ({ browser, demo }) => {
  const cable = await line(demo.base);
  const wrong = [];
  const looked = async (page, what) => {
    wrong.push(...(await lookAt(page)).map((line) => `${what}: ${line}`));
    page.complaints.length = 0;
  };
  try {
    await withPage(browser, {}, async (organizer) => {
      const paths = await round(organizer, demo.base, "Slides of Soup", []);
      const lineUp = demo.base + paths.lineUp;
      await withPage(browser, { width: 390 }, async (speaker) => {
        const file = await pdf(speaker, ["#8a1c1c", "#1c5b8a", "#2a6b2a"]);
        await speaker.goto(lineUp);
        await fill(speaker, { "What are you going to talk about?": "Birds", "Your name, as it should be shown": "Ada Kivi" });
        await press(speaker, "I’ll give it");
        await speaker.getByLabel("Your slides", { exact: true }).setInputFiles({ name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("no slides") });
        await press(speaker, "Send the slides");
        await reads(speaker, "This is neither a PDF nor a picture.");
        speaker.complaints.length = 0;
        await looked(speaker, "a wrong file");
        await speaker.getByLabel("Your slides", { exact: true }).setInputFiles({ name: "slides.pdf", mimeType: "application/pdf", buffer: file });
        await press(speaker, "Send the slides");
        await reads(speaker, "3 slides are ready for the projector.");
        await looked(speaker, "the speaker's page");
        if (process.env.SHOTS) await speaker.screenshot({ path: `${process.env.SHOTS}/deck-390.png`, fullPage: true });
      });
      await withPage(browser, { width: 1280 }, (projector) =>
        withPage(browser, { width: 390 }, async (remote) => {
          await projector.goto(cable.base + paths.stage);
          await remote.goto(demo.base + paths.remote);
          assert.equal(await slide(projector), 0, "between turns there is her title");
          await looked(projector, "the title between turns");
          await press(remote, "Start");
          await waitForSlide(projector, 1);
          await looked(projector, "a slide");
          await looked(remote, "the remote with slides");
          if (process.env.SHOTS) await remote.screenshot({ path: `${process.env.SHOTS}/remote-slides-390.png`, fullPage: true });
          for (const [width, height] of sizes) {
            await projector.setViewportSize({ width, height });
            for (const [seconds, state] of [[272, "go"], [43, "wrap"], [17, "last"]]) {
              await turnTo(projector, seconds);
              await waitFor(projector, state);
              const box = await projector.locator(".stage-slide").boundingBox();
              const strip = await projector.locator("roost-timer").boundingBox();
              if (box.y < 0 || box.y + box.height > strip.y + 1 || strip.y + strip.height > height + 1) wrong.push(`the strip at ${width}: ${JSON.stringify([box, strip])}`);
              if (process.env.SHOTS) await projector.screenshot({ path: `${process.env.SHOTS}/slide-${state}-${width}.png` });
            }
          }
          await projector.reload();
          await press(remote, "Next slide");
          await waitForSlide(projector, 2);
          await projector.keyboard.press("ArrowRight");
          await waitForSlide(projector, 3);
          await reads(remote, "Slide 3 of 3");
          cable.cut();
          await projector.keyboard.press("PageUp");
          await projector.keyboard.press("ArrowLeft");
          await waitForSlide(projector, 1);
          assert.ok(await projector.locator(".stage-slide").evaluate((picture) => picture.complete && picture.naturalWidth > 0), "it is there without network");
          cable.mend();
          await reads(remote, "Slide 1 of 3");
          await projector.keyboard.press("Space");
          await waitFor(projector, "done");
          assert.equal(await slide(projector), 0, "applause stands over everything");
          // The projector does not wait for the server; what the telephone shows came from there.
          await waitFor(remote, "done");
        }),
      );
      await withPage(browser, { scripts: false }, async (projector) => {
        await projector.goto(demo.base + paths.stage);
        assert.equal(await projector.locator("body").getAttribute("data-state"), "done");
      });
    });
  } finally {
    await cable.stop();
  }
  none(wrong);
});
