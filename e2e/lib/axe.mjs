// Axe on a page as it is, and on the page as it is where scripts are off.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe finds on the open page, one line for each rule and element. */
export async function violations(page, runOnly = { type: "tag", values: rules }) {
  // Through the debugger, not as an element, so that the page's policy stays as strict as it is.
  await page.evaluate(`globalThis.axe || (() => { ${source} })()`);
  const found = await page.evaluate(
    (runOnly) => globalThis.axe.run(document, { runOnly, resultTypes: ["violations"] }),
    runOnly,
  );
  return found.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${rule.help}: ${node.target.join(" ")}`),
  );
}

/** What axe finds of colours; nothing else depends on whether it is day or night. */
export async function faintColours(page) {
  return violations(page, { type: "rule", values: ["color-contrast"] });
}

/**
 * Axe is a script, so it cannot run where scripts are off. Takes the HTML that such a browser is
 * shown, and makes of it a page that reads the same in a browser with scripts.
 */
export async function violationsWithoutScripts(unscriptedPage, page, url) {
  await unscriptedPage.goto(url);
  const body = unscripted(await unscriptedPage.content());
  const answer = (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body });
  await page.route(url, answer);
  await page.goto(url);
  const found = await violations(page);
  await page.unroute(url, answer);
  return found;
}

/** The page with every script element gone and what stood in noscript shown. */
export function unscripted(html) {
  return html
    .replaceAll(/<script\b[^>]*>[\s\S]*?<\/script\s*>/gi, "")
    .replaceAll(/<\/?noscript\b[^>]*>/gi, "");
}
