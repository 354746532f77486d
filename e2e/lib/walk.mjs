// Every page that a person can reach by links, from a list of first addresses.

import { withPage } from "./browser.mjs";

const notPages = /sign-out|\.(ics|csv|xml|txt|png|svg|json)$|^\/(assets|feeds)\//;

/** What `/…` can begin with that is no group. */
const ours = new Set(
  ("api assets c changes design door embed explore feeds front funds guide i imprint keeper mail mailbox me " +
    "privacy remote report samples sign-in sign-out stage start unsubscribe").split(" "),
);

/** What is followed by the name of one thing among many. */
const many = new Set(["events", "lists", "mailbox", "people", "talks", "venues"]);

/** Two addresses with the same shape lead to the same template: one or two of each are enough. */
function shape(path) {
  const [address, query = ""] = path.split("?");
  const parts = address.split("/").slice(1);
  const shaped = parts.map((part, i) => {
    if (i === 0 && part && !ours.has(part)) return "{group}";
    if (many.has(parts[i - 1]) && part !== "new") return "{one}";
    return /[0-9a-f]{8}-[0-9a-f-]{27}|^[A-Za-z0-9_-]{20,}$|^\d+$/.test(part) ? "{id}" : part;
  });
  return `/${shaped.join("/")}?${query.replaceAll(/=[^&]*/g, "")}`;
}

/**
 * Follows links on our own host, each shape of address at most `each` times. Files, feeds and
 * what ends a session are left alone.
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
      if (seen.has(path) || notPages.test(path)) continue;
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
