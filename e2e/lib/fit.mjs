// What the eye sees at once and axe does not: text that is cut off or lies on other text, controls
// that no finger hits.

/** What does not fit on the open page, one line for each. */
export async function misfits(page) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  const found = await page.evaluate(lookForMisfits);
  return wide > 0 ? [...found, `scrolls sideways by ${wide} px`] : found;
}

/* Runs in the page, so it holds all that it needs. */
function lookForMisfits() {
  const name = (element) => {
    const words = (element.innerText || element.getAttribute("aria-label") || element.name || "").trim().slice(0, 30);
    return `${element.tagName.toLowerCase()}${element.className.baseVal === undefined && element.className ? `.${element.className.replaceAll(" ", ".")}` : ""} “${words}”`;
  };
  const up = (element) => {
    const all = [];
    for (let one = element; one; one = one.parentElement) all.push(one);
    return all;
  };
  const isHidden = (element) =>
    !element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) ||
    up(element).some((one) => {
      const box = one.getBoundingClientRect();
      return getComputedStyle(one).clipPath !== "none" || (box.width <= 1 && box.height <= 1);
    });

  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || /^(SCRIPT|STYLE|NOSCRIPT|OPTION|TITLE|TEXTAREA)$/i.test(parent.tagName) || isHidden(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
    const scrollers = up(parent).filter((one) => /auto|scroll/.test(getComputedStyle(one).overflowX));
    const floats = up(parent).some((one) => /fixed|sticky|absolute/.test(getComputedStyle(one).position));
    texts.push({ parent, boxes, floats, scrollers });
  }

  const found = [];
  for (const { parent, boxes, scrollers } of texts) {
    const clipper = up(parent).find((one) => {
      const { overflowX, overflowY, textOverflow } = getComputedStyle(one);
      if (textOverflow === "ellipsis" || !/hidden|clip/.test(overflowX + overflowY)) return false;
      const frame = one.getBoundingClientRect();
      return boxes.some(
        (box) => box.left < frame.left - 2 || box.right > frame.right + 2 || box.top < frame.top - 6 || box.bottom > frame.bottom + 6,
      );
    });
    if (clipper) found.push(`cut off: ${name(parent)} in ${name(clipper)}`);
    if (!scrollers.length && boxes.some((box) => box.left < -1 || box.right > innerWidth + 1)) {
      found.push(`out of the page: ${name(parent)}`);
    }
  }

  // Lines of one height may touch, and what a scroller holds is seen apart; what lies on other text by a third of its height cannot be read.
  const lines = texts
    .filter((text) => !text.floats && !text.scrollers.length)
    .flatMap(({ parent, boxes }) => boxes.map((box) => ({ parent, box })))
    .sort((a, b) => a.box.top - b.box.top);
  for (const [i, one] of lines.entries()) {
    for (let j = i + 1; j < lines.length && lines[j].box.top < one.box.bottom; j += 1) {
      const other = lines[j];
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const down = Math.min(one.box.bottom, other.box.bottom) - other.box.top;
      if (across > 3 && down > Math.min(one.box.height, other.box.height) / 3 && one.parent !== other.parent) {
        found.push(`overlap: ${name(one.parent)} and ${name(other.parent)}`);
      }
    }
  }

  for (const control of document.querySelectorAll("button, input:not([type=hidden]), select, textarea, summary, a.btn")) {
    if (isHidden(control)) continue;
    const target = /^(checkbox|radio)$/.test(control.type) ? (control.closest("label") ?? control) : control;
    const box = target.getBoundingClientRect();
    if (box.width < 24 || box.height < 24) {
      found.push(`too small: ${name(control)} is ${Math.round(box.width)} × ${Math.round(box.height)}`);
    }
  }
  return [...new Set(found)];
}
