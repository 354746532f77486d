// <div data-live="/x/stream"> has parts with an id and a data-mark. When the stream says that something
// changed, the page is fetched anew, and each part with another mark is replaced. Without a script a
// reload shows the same.
for (const live of document.querySelectorAll('[data-live]')) {
  let looking = false;
  let again = false;

  const look = async () => {
    again = looking;
    if (looking) return;
    looking = true;
    try {
      const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
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

  new EventSource(live.dataset.live).addEventListener('changed', look);
}
