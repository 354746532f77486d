// What a person does, in a real browser.
//
//   node run.mjs --binary ../target/debug/roost                    starts the demo and stops it
//   node run.mjs --binary ../target/debug/roost --only keyboard    the stories whose sentence says so

import { parseArgs } from "node:util";
import "./harness.mjs";
import { launch, signInAll } from "./lib/browser.mjs";
import { startDemo } from "./lib/demo.mjs";
import { tellAll } from "./lib/story.mjs";
import { everyPage, storiesOfPages } from "./pages.mjs";
import { storiesInPseudo } from "./pseudo.mjs";

const { values } = parseArgs({
  options: { binary: { type: "string" }, only: { type: "string", default: "" } },
});
const { binary, only } = values;
const roles = ["organizer", "member", "keeper"];

/** A browser waits for the server half of the time, so as many stories as the smallest machine has cores. */
const atOnce = 2;

const browser = await launch();
const total = { passed: 0, failed: 0 };
const running = [];
const started = async (more = []) => {
  const demo = await startDemo(binary, roles, more);
  running.push(demo);
  return { ...demo, cookies: await signInAll(browser, demo.links) };
};

try {
  const demo = await started();
  const pseudo = await started(["--pseudo"]);
  storiesOfPages(await everyPage(browser, demo, { stranger: 2 }));
  storiesInPseudo(await everyPage(browser, pseudo));
  // The choices come first: they begin with a mail of the demo's beginning, and the mailbox shows the newest ones.
  for (const file of ["choices", "design", "keyboard", "states", "plain", "journey", "asked", "standing", "recap", "compose", "friends", "archive", "lists", "asks", "proposals", "stage", "door", "others"]) await import(`./${file}.mjs`);
  Object.assign(total, await tellAll({ browser, binary, demo, pseudo }, { atOnce, only }));
} catch (problem) {
  total.failed += 1;
  console.log(problem.stack);
} finally {
  await browser.close();
  for (const one of running) await one.stop();
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed ? 1 : 0;
