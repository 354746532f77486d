// A small runner: a story is a sentence and a function, and a failed one does not stop the others.

const stories = [];

/** Adds a story; the sentence says what holds. */
export function story(sentence, tell) {
  stories.push({ sentence, tell });
}

/** Tells the stories added so far, so many at once, and returns how many passed and failed. */
export async function tellAll(world, { atOnce = 1, only = "" } = {}) {
  const count = { passed: 0, failed: 0 };
  const told = stories.splice(0).filter(({ sentence }) => sentence.includes(only));
  const teller = async () => {
    for (let next = told.shift(); next; next = told.shift()) await tellOne(world, next, count);
  };
  await Promise.all(Array.from({ length: atOnce }, teller));
  return count;
}

async function tellOne(world, { sentence, tell }, count) {
  const start = Date.now();
  try {
    await tell(world);
    count.passed += 1;
    console.log(`ok      ${sentence} (${Date.now() - start} ms)`);
  } catch (problem) {
    count.failed += 1;
    console.log(`FAILED  ${sentence}\n${indent(problem.code === "FOUND" ? problem.message : problem.stack)}`);
  }
}

function indent(text) {
  return text.replaceAll(/^/gm, "        ");
}

/** Fails with every line that was found. */
export function none(found) {
  if (found.length) throw Object.assign(new Error(found.join("\n")), { code: "FOUND" });
}
