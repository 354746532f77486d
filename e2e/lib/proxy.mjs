// A line that can be cut: a browser's own offline switch leaves an open event stream delivering, so sockets are
// really closed here.

import { connect, createServer } from "node:net";

/** Carries connections to the server at `base`; `cut` closes them and takes no more until `mend`. */
export async function line(base) {
  const { hostname, port } = new URL(base);
  const sockets = new Set();
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) return near.destroy();
    const far = connect(Number(port), hostname);
    for (const [one, other] of [[near, far], [far, near]]) {
      sockets.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await new Promise((resolve) => server.listen(0, resolve));
  const cut = () => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  };
  return {
    base: `http://localhost:${server.address().port}`,
    cut,
    mend: () => (isCut = false),
    stop: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
