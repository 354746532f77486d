// What a person does, in a real browser.
//
//   node run.mjs --binary ../target/debug/roost    starts the demo and stops it
//   node run.mjs --url http://localhost:8000       a running one; strangers' pages only

import { parseArgs } from "node:util";
import "./harness.mjs";
import { launch } from "./lib/browser.mjs";
import { startDemo } from "./lib/demo.mjs";
import { tellAll } from "./lib/story.mjs";
import { everyPage, storiesOfPages } from "./pages.mjs";

const { values } = parseArgs({ options: { binary: { type: "string" }, url: { type: "string" } } });

const browser = await launch();
const total = { passed: 0, failed: 0 };
let demo;
const add = (count) => {
  total.passed += count.passed;
  total.failed += count.failed;
};

try {
  add(await tellAll({ browser }));
  demo = values.url
    ? { base: values.url, links: {}, stop: async () => {} }
    : await startDemo(values.binary, ["organizer", "member", "keeper"]);
  storiesOfPages(await everyPage(browser, demo));
  await import("./design.mjs");
  await import("./keyboard.mjs");
  add(await tellAll({ browser, demo }));
} catch (problem) {
  total.failed += 1;
  console.log(problem.stack);
} finally {
  await browser.close();
  await demo?.stop();
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed ? 1 : 0;
