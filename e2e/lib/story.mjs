// A small runner: a story is a sentence and a function, and a failed one does not stop the others.

const stories = [];

/** Adds a story; the sentence says what holds. */
export function story(sentence, tell) {
  stories.push({ sentence, tell });
}

/** Tells the stories added so far and returns how many passed and failed. */
export async function tellAll(world) {
  const count = { passed: 0, failed: 0 };
  for (const { sentence, tell } of stories.splice(0)) {
    const start = Date.now();
    try {
      await tell(world);
      count.passed += 1;
      console.log(`ok      ${sentence} (${Date.now() - start} ms)`);
    } catch (problem) {
      count.failed += 1;
      console.log(`FAILED  ${sentence}\n${indent(problem.code === "ERR_ASSERTION" ? problem.stack : problem.message)}`);
    }
  }
  return count;
}

function indent(text) {
  return text.replaceAll(/^/gm, "        ");
}

/** Fails with every line that was found. */
export function none(found) {
  if (found.length) throw new Error(found.join("\n"));
}
