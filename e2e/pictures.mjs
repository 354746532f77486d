// Takes pictures of pages at both widths, by day and by night, for people to look at.
//
//   node pictures.mjs --binary ../target/debug/roost --into ../target/pictures
//   node pictures.mjs --url http://localhost:8000 --into ../target/pictures --path / --path /explore

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { launch, looks, signInAll, withPage } from "./lib/browser.mjs";
import { startDemo } from "./lib/demo.mjs";
import { everyPage } from "./pages.mjs";

const { values } = parseArgs({
  options: {
    binary: { type: "string" },
    url: { type: "string" },
    link: { type: "string" }, // a one-tap link, to see pages as whom it signs in
    into: { type: "string", default: "../target/pictures" },
    path: { type: "string", multiple: true, default: [] },
  },
});

const browser = await launch();
const demo = values.url
  ? { base: values.url, links: values.link ? { viewer: values.link } : {}, stop: async () => {} }
  : await startDemo(values.binary, ["organizer", "member", "keeper"]);
const cookies = await signInAll(browser, demo.links);

async function chosen() {
  if (!values.path.length) return everyPage(browser, { base: demo.base, cookies });
  const pages = values.path.map((path) => ({ path }));
  return { page: { cookies: cookies.viewer ?? [], pages } };
}

try {
  await mkdir(values.into, { recursive: true });
  for (const [person, { cookies, pages }] of Object.entries(await chosen())) {
    for (const { path } of pages) {
      const name = path.replaceAll(/[^a-z0-9]+/gi, "-").replaceAll(/^-|-$/g, "").slice(0, 80) || "home";
      for (const look of looks) {
        await withPage(browser, { ...look, cookies }, async (page) => {
          await page.goto(demo.base + path);
          const file = join(values.into, `${person}-${name}-${look.name}.png`);
          await page.screenshot({ path: file, fullPage: true });
          console.log(file);
        });
      }
    }
  }
} finally {
  await browser.close();
  await demo.stop();
}
