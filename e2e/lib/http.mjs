// Pages and forms without a browser, for what other programs read.

import assert from "node:assert/strict";

/** The text under a path. */
export async function text(base, path, options = {}) {
  const answer = await fetch(new URL(path, base), options);
  assert.equal(answer.status, 200, path);
  return answer.text();
}

/** The cookie of whoever presses the one button of a one-tap link. */
export async function signIn(link) {
  const answer = await fetch(link, { method: "POST", redirect: "manual" });
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
  assert.ok(cookies.some((cookie) => /session=./.test(cookie)), `${link} signs nobody in`);
  return cookies.join("; ");
}

/** Sends a form, which leads on. */
export async function post(base, cookie, path, fields = {}) {
  const answer = await fetch(new URL(path, base), {
    method: "POST",
    headers: { cookie },
    body: new URLSearchParams(fields),
    redirect: "manual",
  });
  assert.equal(answer.status, 303, path);
}
