// A list moves in and out by other people's programs: Mailman hands over its people and takes ours, swaks posts,
// HyperKitty and neomutt read our mailbox. And one talk goes round by all ways: written in one program, read in
// another, answered on the web.
//
//   node movers.mjs --binary ../target/debug/roost
//
// Whatever two of them say of the same thing must be the same.

import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { createSocket } from "node:dgram";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { launch, withPage } from "./lib/browser.mjs";
import { freePort, startServeOnDemo } from "./lib/demo.mjs";
import * as http from "./lib/http.mjs";
import { mails } from "./lib/mailbox.mjs";
import { heading, press, reads } from "./lib/steps.mjs";
import { story, tellAll } from "./lib/story.mjs";

const { values } = parseArgs({ options: { binary: { type: "string" } } });
const binary = resolve(values.binary);
const movers = fileURLToPath(new URL("../.tools/movers/bin/", import.meta.url));
const kitty = fileURLToPath(new URL("movers.py", import.meta.url));

const address = "turku-python@lists.example.org";
const archive = "/turku-python/lists/turku-python/archive";
const desk = "/turku-python/organize/lists/turku-python";
const ours = ["--group", "turku-python", "--list", "turku-python"];

const folder = await mkdtemp(join(tmpdir(), "roost-movers-"));
const at = (name) => join(folder, name);
const read = (name) => readFile(at(name), "utf8");
const lines = (text) => text.split("\n").filter((line) => line);
/** A program that waits for somebody would wait for ever. */
const run = (program, args, options = {}) => promisify(execFile)(program, args, { timeout: 120_000, ...options });

/** A name server that knows no name, so that nothing depends on the one outside. */
async function nameServer() {
  const socket = createSocket("udp4");
  socket.on("message", (question, { port, address: from }) => {
    const answer = Buffer.from(question);
    answer.writeUInt16BE(0x8183, 2); // An answer, and there is no such name.
    answer.writeUInt32BE(0x00010000, 4);
    answer.writeUInt32BE(0, 8);
    socket.send(answer.subarray(0, endOfQuestion(answer)), port, from);
  });
  await new Promise((bound) => socket.bind(0, "127.0.0.1", bound));
  return socket;
}

function endOfQuestion(message) {
  let end = 12;
  while (message[end]) end += message[end] + 1;
  return end + 5;
}

const dns = await nameServer();
const [smtp, lmtp] = [await freePort(), await freePort()];
const settings = (smtp, lmtp) => `[dns]
resolver = "127.0.0.1:${dns.address().port}"
[inbound]
domain = "lists.example.org"
smtp = "127.0.0.1:${smtp}"
lmtp = "127.0.0.1:${lmtp}"
trusted_front = "mx.example.org"`;
const world = await startServeOnDemo(binary, ["organizer"], settings(smtp, lmtp));

/** What the program of ours says. */
async function roost(...args) {
  const { stdout, stderr } = await run(binary, [...args, "--data", world.data, "--config", world.config], {
    env: { ...process.env, ROOST_LOG: "error" },
  });
  assert.equal(stderr, "");
  return stdout;
}

/** A Mailman of its own, which says what it has to say to each command. */
async function mailman(name) {
  const config = at(`${name}.cfg`);
  const nobody = "mailman.mta.null.NullMTA";
  const settings = ["[mailman]", "layout: here", "[paths.here]", `var_dir: ${at(name)}`, "[mta]", `incoming: ${nobody}`, `outgoing: ${nobody}`];
  await writeFile(config, `${settings.join("\n")}\n`);
  const root = process.getuid() === 0 ? ["--run-as-root"] : [];
  const say = async (...args) => {
    const { stdout, stderr } = await run(join(movers, "mailman"), ["-C", config, ...root, ...args]);
    assert.equal(stderr, "", args.join(" "));
    return stdout;
  };
  await say("create", address);
  return say;
}

const people = [
  'Example; "Ada", (Dr.) <ada@example.org>',
  "Bo \\ Example, the second <bo@example.org>",
  "Jürgen لیلا <jurgen@xn--bcher-kva.example>",
  "plain@example.org",
  "swaks@example.org",
];

/** A line of ours as Mailman prints it. */
function printed(line) {
  const [, quoted, email] = /^(?:"((?:[^"\\]|\\.)*)" )?<(.*)>$/.exec(line);
  return quoted === undefined ? email : `${quoted.replaceAll(/\\(.)/g, "$1")} <${email}>`;
}

story("Mailman hands its people over, and takes ours as we write them", async () => {
  const before = await mailman("before");
  const quoted = people.map((line) => line.replace(/^(.*) </, (_, name) => `"${name.replaceAll(/["\\]/g, "\\$&")}" <`));
  await writeFile(at("theirs.txt"), `${quoted.join("\n")}\n`);
  await before("addmembers", "--no-welcome-msg", at("theirs.txt"), address);
  await before("members", "--output", at("before.txt"), address);
  assert.deepEqual(lines(await read("before.txt")).toSorted(), people.toSorted());

  const first = await roost("import", "members", ...ours, at("before.txt"));
  assert.equal(first, "5 read: 5 put on the list, 0 on it before, 0 left out. Nobody got a letter.\n");
  await writeFile(at("web.txt"), "Mia <mia@example.org>\n");
  await roost("import", "members", ...ours, "--delivery", "none", at("web.txt"));

  for (const how of ["each", "none"]) await roost("export", "members", ...ours, "--delivery", how, at(`${how}.txt`));
  const [each, none] = [lines(await read("each.txt")), lines(await read("none.txt"))];
  assert.ok(each.length > people.length && none.length === 1, "the demo's own are on it too");
  const after = await mailman("after");
  await after("addmembers", "--no-welcome-msg", at("each.txt"), address);
  await after("addmembers", "--no-welcome-msg", "--delivery", "disabled", at("none.txt"), address);
  for (const [file, status] of [[each, "enabled"], [none, "byadmin"]]) {
    const there = lines(await after("members", "--nomail", status, address));
    assert.deepEqual(there.toSorted(), file.map(printed).toSorted());
  }

  await after("members", "--output", at("after.txt"), address);
  const again = await roost("import", "members", ...ours, at("after.txt"));
  const all = each.length + none.length;
  assert.equal(again, `${all} read: 0 put on the list, ${all} on it before, 0 left out. Nobody got a letter.\n`);
});

/** Posts as swaks does it, which fails if it is not taken. */
async function swaks(port, protocol, { id, subject, text, answers, proven }) {
  const fields = [
    ...(proven ? ["Authentication-Results: mx.example.org; spf=pass smtp.mailfrom=example.org"] : []),
    "From: Swaks Example <swaks@example.org>",
    `To: ${address}`,
    `Subject: ${subject}`,
    `Date: ${new Date().toUTCString().replace("GMT", "+0000")}`,
    `Message-ID: <${id}@example.org>`,
    ...(answers ? [`In-Reply-To: <${answers}@example.org>`] : []),
  ];
  const data = at(`${id}.eml`);
  await writeFile(data, `${fields.join("\n")}\n\n${text}\n`);
  const envelope = ["--from", "swaks@example.org", "--to", address, "--helo", "mx.example.org"];
  const { stdout } = await run("swaks", ["--server", "127.0.0.1", "--port", port, "--protocol", protocol, ...envelope, "--data", `@${data}`]);
  assert.match(stdout, /250 2\.0\.0/);
}

/** As lists compute where a message stands in the archive. */
function permalink(id) {
  const bits = [...createHash("sha256").update(id).digest().subarray(0, 20)].map((byte) => byte.toString(2).padStart(8, "0"));
  const letters = bits.join("").match(/.{5}/g).map((five) => "abcdefghijklmnopqrstuvwxyz234567"[parseInt(five, 2)]);
  return letters.join("");
}

async function waitFor(what, holds) {
  for (const deadline = Date.now() + 90_000; !(await holds()); ) {
    assert.ok(Date.now() < deadline, what);
    await new Promise((later) => setTimeout(later, 100));
  }
}

const stands = (id) => fetch(`${world.base}${archive}/${permalink(`${id}@example.org`)}`).then((answer) => answer.ok);

story("what swaks posts by LMTP behind a front that vouches goes out, and what nothing proves waits", async () => {
  const organizer = await http.signIn(world.links.organizer);
  await swaks(lmtp, "LMTP", { id: "first", subject: "By LMTP", text: "From here on it works.\n>From there, too.", proven: true });
  await swaks(lmtp, "LMTP", { id: "second", subject: "Re: By LMTP", text: "It does.", answers: "first", proven: true });
  await swaks(smtp, "ESMTP", { id: "third", subject: "By SMTP", text: "Who says that it was me?" });
  await waitFor("the proven ones stand in the archive", async () => (await stands("first")) && (await stands("second")));
  const copies = (await mails(world.base)).filter((mail) => mail.subject === "By LMTP").map((mail) => mail.to);
  assert.ok(["ada@example.org", "swaks@example.org"].every((reader) => copies.includes(reader)), copies.join());
  assert.ok(!copies.includes("mia@example.org"), "who reads on the web gets no mail");

  const look = () => http.text(world.base, desk, { headers: { cookie: organizer } });
  await waitFor("the other one waits", async () => (await look()).includes("By SMTP"));
  const article = /<article[^>]*>(?:(?!<\/article>)[^])*By SMTP[^]*?<\/article>/.exec(await look())[0];
  assert.match(article, /nothing shows that it is/);
  assert.ok(!(await stands("third")));
  await http.post(world.base, organizer, /action="([^"]+)"/.exec(article)[1], { do: "accept" });
  await waitFor("an organizer lets it go out", () => stands("third"));
});

/** Message-IDs without their brackets, in the order that two programs can be compared in. */
const sets = (threads) => threads.map((ids) => ids.toSorted()).toSorted((a, b) => (a[0] < b[0] ? -1 : 1));

/** The threads of our own pages. */
async function byPages(ids) {
  const byPlace = new Map(ids.map((id) => [permalink(id), id]));
  const threads = new Map();
  for (const [place, id] of byPlace) {
    const page = await http.text(world.base, `${archive}/${place}`);
    const found = [...page.matchAll(/<article class="post" id="([a-z2-7]{32})"/g)].map(([, one]) => byPlace.get(one));
    assert.ok(found.includes(id));
    threads.set(found.toSorted()[0], found);
  }
  return sets([...threads.values()]);
}

/** Opens a mailbox in neomutt, with these settings and keys. */
async function neomutt(file, settings, keys) {
  const lines = [`set folder="${folder}"`, ...settings, `push "${keys}<exit>"`];
  await writeFile(at("muttrc"), `${lines.join("\n")}\n`);
  await mkdir(at("home"), { recursive: true });
  const env = { ...process.env, HOME: at("home"), TERM: "xterm" };
  // It draws what a terminal has room for.
  const command = `stty rows 1000 cols 200; neomutt -n -R -F ${at("muttrc")} -f ${file}`;
  await run("script", ["--quiet", "--return", "--command", command, "/dev/null"], { env });
}

/** The threads as neomutt shows them: where each line of its index stands in its thread. */
async function byNeomutt(file) {
  const note = at("note");
  await writeFile(note, `#!/bin/sh\necho "$@" >>'${at("index")}'\necho "$@"\n`);
  await chmod(note, 0o755);
  await rm(at("index"), { force: true });
  await neomutt(file, ["set strict_threads", "set sort=threads", `set index_format="${note} %C %e %E %i|"`], "");
  const rows = new Map(lines(await read("index")).map((line) => [line.split(" ")[0], line.split(" ").slice(1)]));
  const threads = [];
  for (const [, [place, , id]] of [...rows].toSorted((a, b) => a[0] - b[0])) {
    if (place === "1") threads.push([]);
    threads.at(-1).push(id.slice(1, -1));
  }
  return sets(threads);
}

async function byHyperKitty(file) {
  const { stdout } = await run(join(movers, "python"), [kitty, folder, address, file]);
  const { said, threads } = JSON.parse(stdout);
  assert.equal(said, "");
  return sets(threads);
}

story("HyperKitty takes our mailbox without a word, neomutt opens it, and both see the threads of our pages", async () => {
  const told = await roost("export", "mbox", ...ours, at("ours.mbox"));
  const ids = [...(await read("ours.mbox")).matchAll(/^Message-ID: <(.+)>$/gim)].map(([, id]) => id);
  assert.equal(told, `${ids.length} messages written to ${at("ours.mbox")}.\n`);
  assert.ok(ids.length > 8 && ["first", "second", "third"].every((id) => ids.includes(`${id}@example.org`)));
  const pages = await byPages(ids);
  assert.deepEqual(pages.flat().toSorted(), ids.toSorted());
  assert.ok(pages.some((thread) => thread.length > 2));
  assert.deepEqual(await byNeomutt(at("ours.mbox")), pages);
  assert.deepEqual(await byHyperKitty(at("ours.mbox")), pages);
});

/** The mail server of all readers, which keeps each message in a file. */
async function postOffice() {
  const [port, kept] = [await freePort(), at("post")];
  await mkdir(kept);
  await chmod(folder, 0o755);
  await chmod(kept, 0o777);
  const as = process.getuid() === 0 ? ["-u", "nobody"] : [];
  const server = spawn("smtp-sink", [...as, "-d", "post/%s", `127.0.0.1:${port}`, "10"], { cwd: folder, stdio: "ignore" });
  /** What came for somebody of one talk, as her program keeps it. Older ones may still be going round. */
  const mailbox = async (reader, talk) => {
    const messages = [];
    for (const name of await readdir(kept)) {
      const text = await read(join("post", name));
      const [envelope, message] = text.split(/^(?=Received: )/m);
      const isWhole = message?.trimEnd().includes("\n\n");
      if (isWhole && envelope.includes(`<${reader}>`) && message.includes(`: ${talk}\n`)) messages.push(message);
    }
    const file = at("reader.mbox");
    const entries = messages.map((message) => `From sink Thu Jan  1 00:00:00 1970\n${message.replaceAll(/^(>*From )/gm, ">$1")}\n`);
    await writeFile(file, entries.join(""));
    return { file, messages };
  };
  return { port, mailbox, stop: () => server.kill() };
}

story("what is written in one mail program is read in another and answered on the web, and the answer stands below it in both", async () => {
  const [office, talk] = [await postOffice(), "Soup on Thursday?"];
  const [smtp, lmtp] = [await freePort(), await freePort()];
  const mail = `transport = "smtp"\nhost = "127.0.0.1"\nport = ${office.port}\nsecurity = "none"\nfrom = "roost@example.org"`;
  const here = await startServeOnDemo(binary, ["organizer"], settings(smtp, lmtp), mail);
  const browser = await launch();
  try {
    const list = ["--data", here.data, "--config", here.config];
    await writeFile(at("both.txt"), "Swaks Example <swaks@example.org>\nNeo Example <neo@example.org>\n");
    await run(binary, ["import", "members", ...ours, ...list, at("both.txt")]);
    await swaks(lmtp, "LMTP", { id: "soup", subject: talk, text: "Who brings pots? Mine leak – both of them.", proven: true });

    let box;
    await waitFor("a copy arrives", async () => (box = await office.mailbox("neo@example.org", talk)).messages.length === 1);
    await neomutt(box.file, ["set pipe_decode", "set wait_key=no"], `<pipe-message>cat >'${at("read")}'<enter>`);
    const shown = await read("read");
    assert.match(shown, /^From: Swaks Example/m);
    assert.match(shown, /^Subject: Soup on Thursday\?$/m);
    assert.match(shown, /\n\nWho brings pots\? Mine leak – both of them\.\n/);

    await withPage(browser, { width: 390 }, async (page) => {
      await page.goto(here.links.organizer);
      await press(page, "Sign in");
      const [, address] = /^Archived-At: <(.+)>$/m.exec(box.messages[0].replaceAll(/\n[ \t]+/g, " "));
      await page.goto(address);
      assert.equal(await heading(page), talk);
      await page.getByRole("article").first().getByRole("link", { name: /^Reply/ }).click();
      await page.getByLabel(/and everyone on the list/).fill("I do. Three of them.");
      await press(page, "Send reply");
      await reads(page, "Sent to everyone on the list.");
    });

    for (const reader of ["neo@example.org", "swaks@example.org"]) {
      await waitFor(`the answer arrives at ${reader}`, async () => {
        box = await office.mailbox(reader, talk);
        return box.messages.some((message) => message.includes("I do. Three of them."));
      });
      const threads = await byNeomutt(box.file);
      const soup = threads.find((thread) => thread.includes("soup@example.org"));
      assert.equal(soup?.length, 2, JSON.stringify(threads));
      const answer = box.messages.find((message) => message.includes("Three of them."));
      assert.match(answer, /^In-Reply-To: <soup@example\.org>$/m);
      assert.match(answer, /^Subject: Re: Soup on Thursday\?$/m);
    }
  } finally {
    await browser.close();
    await here.stop();
    office.stop();
  }
});

const total = { passed: 0, failed: 0 };
try {
  Object.assign(total, await tellAll({}));
} finally {
  await world.stop();
  dns.close();
  await rm(folder, { recursive: true, force: true });
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed ? 1 : 0;
