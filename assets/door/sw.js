// Opens the door's page without network. It keeps that page with its list of names and marks, its styles and its
// script, and nothing else; and it lets them go when the door has ended or lets the telephone in no more.

const SHELL = 'door';
const isDoor = (path) => /^\/door\/[^/]+$/.test(path);
/** How long a weak network may take before the kept page stands in. */
const PATIENCE = 4_000;

addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));

addEventListener('message', (event) => {
  const { keep, path, ends_in, erase } = event.data;
  if (keep) event.waitUntil(keepAll(keep, path, ends_in));
  if (erase) event.waitUntil(forget(erase));
});

async function keepAll(addresses, path, endsIn) {
  const shell = await caches.open(SHELL);
  await Promise.all(addresses.map(async (address) => {
    const answer = await fetch(address, { credentials: 'same-origin' });
    if (!answer.ok || answer.redirected) return;
    const headers = new Headers(answer.headers);
    headers.set('door-kept-at', Date.now());
    if (address === path) headers.set('door-ends-in', endsIn);
    // What was sent compressed is kept as it reads.
    headers.delete('content-encoding');
    headers.delete('content-length');
    await shell.put(address, new Response(await answer.blob(), { headers }));
  }));
}

async function forget(path) {
  await (await caches.open(SHELL)).delete(path, { ignoreSearch: true });
}

/** The page as it was kept, unless the door has ended since: that much time is counted, no clock compared. */
async function find(path) {
  const found = await (await caches.open(SHELL)).match(path, { ignoreSearch: true });
  const since = Date.now() - Number(found?.headers.get('door-kept-at'));
  if (!found || since <= Number(found.headers.get('door-ends-in')) * 1000) return found;
  await forget(path);
  return undefined;
}

async function page(request, path) {
  const found = await find(path);
  const answer = fetch(request);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  try {
    const first = await (found ? Promise.race([answer, late]) : answer);
    if (!first) {
      answer.catch(() => {});
      return found;
    }
    if (first.status === 410 || first.status === 403) await forget(path);
    return first;
  } catch (problem) {
    if (found) return found;
    throw problem;
  }
}

async function asset(request) {
  return (await (await caches.open(SHELL)).match(request)) ?? fetch(request);
}

addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== 'GET' || origin !== location.origin) return;
  if (event.request.mode === 'navigate' && isDoor(pathname)) event.respondWith(page(event.request, pathname));
  else if (pathname.startsWith('/assets/') || pathname === '/favicon.svg') event.respondWith(asset(event.request));
});

// Where the browser knows it, the network's return sends what waits though the page is closed.
addEventListener('sync', (event) => {
  if (event.tag === 'door') event.waitUntil(sendAll());
});

const settled = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function sendAll() {
  const kept = await settled(indexedDB.open('door', 1));
  const all = await settled(kept.transaction('changes').objectStore('changes').getAll());
  for (const path of new Set(all.map((one) => one.path))) {
    const batch = all.filter((one) => one.path === path).slice(0, 100);
    const answer = await fetch(`${path}/changes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(batch.map((one) => one.change)),
      redirect: 'manual',
    });
    if (!answer.ok) continue;
    const changes = kept.transaction('changes', 'readwrite').objectStore('changes');
    for (const { place } of batch) changes.delete(place);
  }
  kept.close();
}
