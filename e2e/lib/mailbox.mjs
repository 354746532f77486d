// The demo's mail, read as a person reads it: the list, and the text of a mail.

/** Each address that something is asked of in vain is asked again until this many milliseconds have passed. */
const PATIENCE = 60_000;

const entities = { amp: "&", lt: "<", gt: ">", quot: '"', "#34": '"', "#38": "&", "#39": "'", "#60": "<", "#62": ">" };
const plain = (html) => html.replaceAll(/<[^>]*>/g, "").replaceAll(/&(#?\w+);/g, (all, name) => entities[name] ?? all);

/** What the list at /mailbox shows, newest first. */
export async function mails(base) {
  const page = await fetch(`${base}/mailbox`).then((answer) => answer.text());
  return [...page.matchAll(/<a href="(\/mailbox\/[^"]+)">([\s\S]*?)<\/a><\/td>\s*<td[^>]*>([\s\S]*?)<\/td>/g)].map(
    ([, path, subject, to]) => ({ path, subject: plain(subject), to: /<(.+)>/.exec(plain(to))?.[1] ?? plain(to) }),
  );
}

/** The subjects of the mails to one address, oldest first. */
export async function subjectsTo(base, address) {
  const all = await mails(base);
  return all.filter((mail) => mail.to === address).map((mail) => mail.subject).reverse();
}

/** The text of the newest mail to an address whose subject begins so, as soon as it is there. */
export async function mailTo(base, address, subject) {
  for (const deadline = Date.now() + PATIENCE; Date.now() < deadline; ) {
    const all = await mails(base);
    const found = all.find((mail) => mail.to === address && mail.subject.startsWith(subject));
    if (found) return read(base, found.path);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const subjects = await subjectsTo(base, address);
  throw new Error(`no mail “${subject} …” to ${address}; there are: ${subjects.join("; ") || "none"}`);
}

/** The text of a mail of the list. */
export async function read(base, path) {
  const page = await fetch(base + path).then((answer) => answer.text());
  return plain(/<pre[^>]*>([\s\S]*?)<\/pre>/.exec(page)[1]);
}

/** The first link of a mail whose path begins so. */
export function link(text, path) {
  const found = [...text.matchAll(/https?:\/\/[^\s<>")]+/g)].map(([url]) => url);
  const one = found.find((url) => new URL(url).pathname.startsWith(path) && url.includes(path));
  if (!one) throw new Error(`the mail has no link to ${path}: ${text}`);
  return one;
}
