// <div data-live="/x/stream" data-page="/x?person=1"> has parts with an id and a data-mark. When the stream says that
// something changed, its page is fetched anew, and each part with another mark is replaced. Without a script a reload
// shows the same.

/** How long after a stream that was refused it is asked for again, in ms: a server that begins anew is there by then. */
const AGAIN = 5_000;

for (const live of document.querySelectorAll('[data-live]')) {
  let looking = false;
  let again = false;

  const look = async () => {
    again = looking;
    if (looking) return;
    looking = true;
    try {
      const answer = await fetch(live.dataset.page, { headers: { accept: 'text/html' } });
      if (answer.ok) {
        const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
        for (const part of live.querySelectorAll('[data-mark]')) {
          const other = fresh.getElementById(part.id);
          if (other && other.dataset.mark !== part.dataset.mark) part.replaceWith(document.adoptNode(other));
        }
      }
    } catch {
      // The network is away; the stream tells again when it is back.
    }
    looking = false;
    if (again) look();
  };

  const listen = () => {
    const stream = new EventSource(live.dataset.live);
    stream.addEventListener('changed', look);
    // A browser goes on by itself where the network failed, but not after an answer that says no.
    stream.addEventListener('error', () => {
      if (stream.readyState === EventSource.CLOSED) setTimeout(listen, AGAIN);
    });
  };
  listen();
}
