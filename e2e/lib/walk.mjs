// Every page that a person can reach by links, from a list of first addresses.

import { withPage } from "./browser.mjs";

/** Two addresses with the same shape lead to the same template: one of each is enough. */
function shape(path) {
  return path
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "{id}")
    .replaceAll(/\/[A-Za-z0-9_-]{20,}/g, "/{token}")
    .replaceAll(/\d+/g, "{n}");
}

/**
 * Follows links on our own host, each shape of address at most `each` times, and never out of
 * pages: files, feeds and what ends a session are left alone.
 */
export async function walk(browser, base, first, options = {}) {
  const { each = 2, most = 150, cookies = [] } = options;
  const queue = [...first];
  const seen = new Set();
  const shapes = new Map();
  const pages = [];
  await withPage(browser, { cookies }, async (page) => {
    while (queue.length && pages.length < most) {
      const path = queue.shift();
      if (seen.has(path) || /sign-out|\.(ics|csv|xml|txt|png|svg|json)$|\/assets\/|\/feeds\//.test(path)) continue;
      seen.add(path);
      const count = shapes.get(shape(path)) ?? 0;
      if (count >= each && !first.includes(path)) continue;
      shapes.set(shape(path), count + 1);
      const answer = await page.goto(base + path).catch(() => null);
      if (!answer?.headers()["content-type"]?.startsWith("text/html")) continue;
      pages.push({ path, status: answer.status() });
      const links = await page.$$eval("a[href]", (all) => all.map((a) => a.href));
      for (const link of links.filter((link) => link.startsWith(`${base}/`))) {
        const { pathname, search } = new URL(link);
        queue.push(pathname + search);
      }
    }
  });
  return pages;
}
