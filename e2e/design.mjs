// Every component on one page, as translations and the two themes show it. Debug builds only.

import { withPage } from "./lib/browser.mjs";
import { none, story } from "./lib/story.mjs";
import { check } from "./pages.mjs";

const views = {
  "as it is": "/design",
  "with a form sent back": "/design?with=errors",
  "in a language that is long, accented and runs from right to left": "/design?lang=ar-XB",
};

for (const [how, path] of Object.entries(views)) {
  story(`every component ${how} can be used by everybody`, ({ browser, demo }) =>
    withPage(browser, {}, async (page) => {
      none(await check(page, demo.base + path));
    }),
  );
}
