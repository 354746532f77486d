// The harness tried on pages that are wrong on purpose: what finds nothing proves nothing.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { unscripted, violations, violationsWithoutScripts } from "./lib/axe.mjs";
import { withPage } from "./lib/browser.mjs";
import { parse } from "./lib/demo.mjs";
import { misfits } from "./lib/fit.mjs";
import { story } from "./lib/story.mjs";

const page = (body) =>
  `<!doctype html><html lang="en"><head><title>Try</title><style>p { color: #333; background: #fff }
   @media (prefers-color-scheme: dark) { p { color: #333; background: #222 } }</style></head>
   <body><main><h1>Try</h1>${body}</main></body></html>`;

const pages = {
  "/right": page("<p>Words.</p>"),
  "/wrong": page('<p>Words.</p><img src="data:,">'),
  "/noscript": page('<script>document.querySelector("h1").remove()</script><noscript><input></noscript>'),
  "/misfits": page(
    `<p style="overflow: hidden; height: 20px; width: 60px">Words that are cut</p>
     <p style="margin-bottom: -18px">Words below</p><p>Words above</p>
     <button style="width: 10px; height: 10px; padding: 0">Tap</button>
     <p style="white-space: nowrap; overflow: hidden; text-overflow: ellipsis; width: 60px">Words that are cut</p>`,
  ),
  "/stranger": page('<img alt="" src="http://elsewhere.example/a.png">'),
};

async function serve(use) {
  const server = createServer((request, answer) => {
    answer.writeHead(200, {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": "script-src 'none'",
    });
    answer.end(pages[request.url] ?? "");
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  try {
    return await use(`http://127.0.0.1:${server.address().port}`);
  } finally {
    server.close();
  }
}

const rules = (lines) => lines.map((line) => line.split(":")[0]);

story("axe runs under the strictest policy and finds what is wrong", ({ browser }) =>
  serve((base) =>
    withPage(browser, {}, async (page) => {
      await page.goto(`${base}/right`);
      assert.deepEqual(await violations(page), []);
      await page.goto(`${base}/wrong`);
      assert.deepEqual(rules(await violations(page)), ["image-alt"]);
    }),
  ),
);

story("a page is seen by night as well as by day", ({ browser }) =>
  serve((base) =>
    withPage(browser, { scheme: "dark" }, async (page) => {
      await page.goto(`${base}/right`);
      assert.deepEqual(rules(await violations(page)), ["color-contrast"]);
    }),
  ),
);

story("what only a browser without scripts shows is checked too", ({ browser }) =>
  serve((base) =>
    withPage(browser, { scripts: false }, (plain) =>
      withPage(browser, {}, async (page) => {
        const found = await violationsWithoutScripts(plain, page, `${base}/noscript`);
        assert.deepEqual(rules(found), ["label"]);
      }),
    ),
  ),
);

story("a request to another host is seen", ({ browser }) =>
  serve((base) =>
    withPage(browser, {}, async (page) => {
      await page.goto(`${base}/stranger`);
      assert.deepEqual(page.strangers, ["http://elsewhere.example/a.png"]);
    }),
  ),
);

story("text that is cut off or lies on other text and a control too small for a finger are found", ({ browser }) =>
  serve((base) =>
    withPage(browser, {}, async (page) => {
      await page.goto(`${base}/right`);
      assert.deepEqual(await misfits(page), []);
      await page.goto(`${base}/misfits`);
      assert.deepEqual(rules(await misfits(page)), ["cut off", "overlap", "too small"]);
    }),
  ),
);

story("script elements go and noscript opens", async () => {
  assert.equal(unscripted("<a><script x>1 < 2</script ><noscript><b></noscript>"), "<a><b>");
});

story("the links that the demo prints are read", async () => {
  const output = "Roost is at http://127.0.0.1:8000\n\n  Organizer:  http://127.0.0.1:8000/sign-in/a\n  keeper: http://127.0.0.1:8000/sign-in/b\n";
  assert.deepEqual(parse(output), {
    organizer: "http://127.0.0.1:8000/sign-in/a",
    keeper: "http://127.0.0.1:8000/sign-in/b",
  });
});
