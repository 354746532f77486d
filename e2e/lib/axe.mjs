// Axe on a page as it is, and on the page as it is where scripts are off.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe finds on the open page, one line for each rule and element. */
export async function violations(page) {
  // Through the debugger, not as an element, so that the page's policy stays as strict as it is.
  await page.evaluate(source);
  const found = await page.evaluate(
    (values) => globalThis.axe.run(document, { runOnly: { type: "tag", values } }),
    rules,
  );
  return found.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${rule.help}: ${node.target.join(" ")}`),
  );
}

/**
 * Axe is a script, so it cannot run where scripts are off. Takes the HTML that such a browser is
 * shown, and makes of it a page that reads the same in a browser with scripts.
 */
export async function violationsWithoutScripts(browser, withPage, url, options) {
  const html = await withPage(browser, { ...options, scripts: false }, async (page) => {
    await page.goto(url);
    return page.content();
  });
  return withPage(browser, options, async (page) => {
    await page.route(url, (route) =>
      route.fulfill({ contentType: "text/html; charset=utf-8", body: unscripted(html) }),
    );
    await page.goto(url);
    return violations(page);
  });
}

/** The page with every script element gone and what stood in noscript shown. */
export function unscripted(html) {
  return html
    .replaceAll(/<script\b[^>]*>[\s\S]*?<\/script\s*>/gi, "")
    .replaceAll(/<\/?noscript\b[^>]*>/gi, "");
}
