// Words that escaped the catalogues, seen where everything that is said is in the pseudo-language.

import { readFileSync } from "node:fs";

/** What the demo's people, groups and evenings are called and say: every literal that stands in its sources. */
function invented() {
  const found = new Set(["Roost"]);
  for (const file of ["plan", "names", "describe", "asked", "build", "look_back", "friends", "lightning", "proposals", "choices", "lists"]) {
    const source = readFileSync(new URL(`../../crates/roost/src/demo/${file}.rs`, import.meta.url), "utf8");
    for (const [, literal] of source.matchAll(/"((?:[^"\\]|\\.)*)"/g)) {
      for (const part of literal.split(/\*\*|\\n|\{\}/)) if (part.trim()) found.add(part.trim());
    }
  }
  return [...found].filter((words) => /[aeiou]/i.test(words)).sort((a, b) => b.length - a.length);
}

const data = invented();

/** Addresses, and time zones by their own names. */
const names =
  /\S+@\S+|https?:\/\/\S+|\b(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Brazil|Canada|Chile|Etc|Europe|Indian|Mexico|Pacific|US)\/[\w/ +-]+/g;

/** What only machines read, and the one country of the demo. */
const others = /\S+\.(org|example)\S*|\/\S*|\w+_\w+|\bUTC\b|Finland/g;

/** The words of a text that are English: the pseudo-language has no plain vowel. */
export function english(text) {
  let rest = text.replaceAll(/[\u2068\u2069]/g, "").replaceAll(/\s+/g, " ").replaceAll(names, " ");
  for (const words of data) if (rest.includes(words)) rest = rest.replaceAll(words, " ");
  rest = rest.replaceAll(others, " ");
  return (rest.match(/[\p{L}\p{M}]{2,}/gu) ?? []).filter((word) => /^[a-z]+$/i.test(word) && /[aeiou]/i.test(word));
}

/** Each text of the open page, shown or only spoken, that has English in it. */
export async function leaks(page) {
  const texts = await page.evaluate(() => {
    const found = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.parentElement.closest("script, style, noscript, pre, code, svg, .av")) found.push(node.data);
    }
    for (const name of ["aria-label", "placeholder", "alt", "title", "data-l", "data-copied"]) {
      for (const element of document.querySelectorAll(`[${name}]`)) found.push(element.getAttribute(name));
    }
    return found;
  });
  const lines = texts.filter((text) => english(text).length).map((text) => `not translated: ${text.trim().slice(0, 100)}`);
  return [...new Set(lines)];
}
