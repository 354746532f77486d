// The door's page on a telephone: finds a name while it is typed, shows what other telephones do, and goes on
// without network. What a helper taps is written down on the telephone first and sent after, in its order,
// until the server has said that it arrived. Each check-in has an id made here, so sending it twice does nothing.

const path = location.pathname.split('/').slice(0, 3).join('/');
const root = document.querySelector('[data-door]');
/** How long a page may be hidden before it drops its stream. */
const HIDDEN = 10_000;
/** How often it tries again what did not work. */
const AGAIN = 5_000;
/** When so many came within this time, the door has no room for anything else. */
const MANY = 3;
const RUSH = 120_000;

/** What the telephone keeps: `changes` that wait, and each door's `lists` of names and marks. */
const kept = new Promise((resolve, reject) => {
  const open = indexedDB.open('door', 1);
  open.onupgradeneeded = () => {
    open.result.createObjectStore('changes', { keyPath: 'place', autoIncrement: true });
    open.result.createObjectStore('lists', { keyPath: 'path' });
  };
  open.onsuccess = () => resolve(open.result);
  open.onerror = () => reject(open.error);
});

/** Does one thing in a store of the telephone; it is on the disk once the promise holds. */
async function store(name, mode, work) {
  const transaction = (await kept).transaction(name, mode, { durability: 'strict' });
  const request = work(transaction.objectStore(name));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

/** A random id (RFC 9562 §5.4); a page without TLS has no `randomUUID`. */
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Case and accents folded, as the server does it. */
const fold = (text) => text.normalize('NFKD').replace(/\p{Mn}/gu, '').toLowerCase().trim().replace(/\s+/g, ' ');

const worker = () => navigator.serviceWorker?.controller;

async function waitingHere() {
  const all = await store('changes', 'readonly', (changes) => changes.getAll());
  return all.filter((one) => one.path === path);
}

/** Whether the door says no: it has ended, the telephone was cut off, or it has to type the digits again. */
const isShut = (answer) => answer.type === 'opaqueredirect' || answer.status === 410 || answer.status === 403;

/** Sends the oldest of what waits; the answer tells the list. */
async function post(waiting) {
  const batch = waiting.slice(0, 100);
  const answer = await fetch(`${path}/changes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(batch.map((one) => one.change)),
    redirect: 'manual',
    signal: AbortSignal.timeout(15_000),
  });
  if (answer.ok || answer.status === 410 || answer.status === 403) {
    await store('changes', 'readwrite', (changes) => {
      let last;
      for (const one of batch) last = changes.delete(one.place);
      return last;
    });
  }
  return { answer, batch };
}

/** Takes the names away, here and in what the page is opened from without network. */
async function forgetList() {
  await store('lists', 'readwrite', (lists) => lists.delete(path));
  worker()?.postMessage({ erase: path });
}

/** Forgets the lists of doors that have ended meanwhile. A telephone's clock may be wrong, so it only counts the time since. */
async function forgetEnded() {
  const lists = await store('lists', 'readonly', (all) => all.getAll());
  for (const one of lists) {
    if (Date.now() - one.at > one.list.ends_in * 1000) {
      await store('lists', 'readwrite', (all) => all.delete(one.path));
      worker()?.postMessage({ erase: one.path });
    }
  }
}

/** A page that says why there is no list: what waits is sent if it is still taken, and the names go. */
async function close() {
  await forgetEnded();
  await forgetList();
  const waiting = await waitingHere();
  if (waiting.length) await post(waiting);
}

/** The door's page. */
class Door {
  list = JSON.parse(root.dataset.state);
  /** What is noted and has not arrived, in its order. */
  waiting = [];
  stream = null;
  isOnline = true;
  isSending = false;
  rows = new Map();
  last = null;
  /** When those came who came within the last minutes, and whether they are many. */
  came = [];
  isRush = !root.querySelector('[data-ask] details').open;
  search = root.ownerDocument.querySelector('input[name=q]');
  blank = root.querySelector('template[data-row]').content.firstElementChild;

  async begin() {
    await forgetEnded();
    this.waiting = await waitingHere();
    const before = await store('lists', 'readonly', (lists) => lists.get(path));
    if (before && before.list.version > this.list.version) this.list = before.list;
    else await this.keep();
    addEventListener('submit', (event) => this.submit(event));
    this.search.addEventListener('input', () => this.show());
    addEventListener('online', () => this.look());
    addEventListener('pageshow', () => this.look());
    document.addEventListener('visibilitychange', () => this.turn());
    setInterval(() => this.look(), AGAIN);
    const email = root.querySelector('input[name=email]');
    email.addEventListener('input', () => (root.querySelector('input[name=agrees]').required = email.value !== ''));
    this.show();
    this.look();
    await this.register();
  }

  /** Without a service worker the page lives as long as it stays open. */
  async register() {
    if (!navigator.serviceWorker) return;
    await navigator.serviceWorker.register('/sw.js', { scope: '/door/' });
    const { active } = await navigator.serviceWorker.ready;
    const assets = [...document.querySelectorAll('link[rel=stylesheet], link[rel=icon], script[src]')];
    const keep = [path, ...assets.map((one) => one.href || one.src)];
    active.postMessage({ keep, path, ends_in: this.list.ends_in });
    root.dataset.kept = '';
  }

  keep() {
    return store('lists', 'readwrite', (lists) => lists.put({ path, list: this.list, at: Date.now() }));
  }

  /** Takes a list that is not older than the one that is shown. */
  async take(fresh) {
    if (fresh.version < this.list.version) return;
    this.list = fresh;
    await this.keep();
    this.show();
  }

  /** Writes a change down, shows it, and sends it as soon as that can be done. */
  async note(change) {
    const place = await store('changes', 'readwrite', (changes) => changes.add({ path, change }));
    this.waiting.push({ place, path, change });
    this.show();
    const { sync } = (await navigator.serviceWorker?.getRegistration('/door/')) ?? {};
    sync?.register('door').catch(() => {});
    await this.send();
  }

  async submit(event) {
    const form = event.target.closest('form[data-change]');
    if (!form) return;
    event.preventDefault();
    const typed = new FormData(form);
    const kind = form.dataset.change;
    if (kind === 'undo') {
      this.last = null;
      await this.note({ do: kind, id: typed.get('id') });
      return;
    }
    const id = uuid();
    const person = typed.get('person');
    const name = kind === 'walk_in' ? typed.get('name').trim() : this.list.people.find((one) => one.id === person).name;
    if (!name) return;
    this.last = { id, name };
    this.search.value = '';
    if (kind === 'walk_in') {
      form.reset();
      form.elements.name.value = '';
      form.elements.agrees.required = false;
      await this.note({ do: kind, id, name, email: typed.get('email').trim() });
    } else {
      await this.note({ do: kind, id, person });
    }
  }

  async send() {
    if (this.isSending || !this.waiting.length) return;
    this.isSending = true;
    try {
      while (this.waiting.length) {
        const { answer, batch } = await post(this.waiting);
        if (isShut(answer)) return this.shut();
        if (!answer.ok) throw new Error(answer.status);
        const fresh = await answer.json();
        this.waiting = this.waiting.filter((one) => !batch.includes(one));
        this.isOnline = true;
        if (fresh) await this.take(fresh);
        this.show();
      }
    } catch {
      this.isOnline = false;
      this.show();
    } finally {
      this.isSending = false;
    }
  }

  /** Asks for the list, for when no stream tells it. */
  async ask() {
    try {
      const answer = await fetch(`${path}/list`, { redirect: 'manual', signal: AbortSignal.timeout(15_000) });
      if (isShut(answer)) return this.shut();
      if (!answer.ok) throw new Error(answer.status);
      this.isOnline = true;
      await this.take(await answer.json());
    } catch {
      this.isOnline = false;
    }
    this.show();
  }

  listen() {
    if (this.stream || document.hidden) return;
    const stream = new EventSource(`${path}/stream?since=${this.list.version}`);
    this.stream = stream;
    stream.addEventListener('list', (event) => this.take(JSON.parse(event.data)));
    stream.onopen = () => {
      this.isOnline = true;
      this.show();
      this.send();
    };
    stream.onerror = () => this.drop();
  }

  drop() {
    this.stream?.close();
    this.stream = null;
  }

  turn() {
    clearTimeout(this.hiding);
    if (document.hidden) this.hiding = setTimeout(() => this.drop(), HIDDEN);
    else this.look();
  }

  /** Tries whatever did not work. */
  look() {
    this.fold();
    this.send();
    if (this.stream?.readyState === EventSource.OPEN || document.hidden) return;
    this.listen();
    this.ask();
  }

  /** The telephone may see the list no more, and the page itself says why. */
  async shut() {
    this.drop();
    await forgetList();
    location.replace(path);
  }

  /** The list with what waits done to it. */
  view() {
    const people = this.list.people.map((one) => ({ ...one, here: [...one.here] }));
    for (const { change } of this.waiting) {
      if (change.do === 'undo') {
        for (const one of people) one.here = one.here.filter((id) => id !== change.id);
      } else if (!people.some((one) => one.here.includes(change.id))) {
        if (change.do === 'check_in') people.find((one) => one.id === change.person)?.here.push(change.id);
        else people.push(walkIn(change));
      }
    }
    return people.filter((one) => one.here.length || !one.marks.includes('walk_in'));
  }

  show() {
    const people = this.view();
    const isHere = (one) => one.here.length > 0;
    const waits = (one) => one.marks.includes('waits');
    const here = people.filter(isHere).length;
    const all = people.filter((one) => isHere(one) || !waits(one)).length;
    say(document.querySelector('[data-count]'), { here, all });
    Object.assign(document.querySelector('progress'), { max: Math.max(all, 1), value: here });

    const sought = fold(this.search.value);
    const found = people.filter((one) => one.key.includes(sought) || fold(one.name).includes(sought));
    this.fill('expected', found.filter((one) => !isHere(one) && !waits(one)));
    this.fill('waiting', found.filter((one) => !isHere(one) && waits(one)));
    this.fill('here', found.filter(isHere));
    root.querySelector('[data-nobody]').hidden = found.length > 0;

    const offline = document.querySelector('[data-note=offline]');
    offline.hidden = this.isOnline;
    const waiting = document.querySelector('[data-note=waiting]');
    waiting.hidden = !this.waiting.length;
    say(waiting, { count: this.waiting.length });
    this.showLast(people);
    this.showAsk(people, here);
  }

  /** Whom to ask for a talk, among those who are here: one who is waited for is not greeted with it. */
  showAsk(people, here) {
    const panel = root.querySelector('[data-ask]');
    panel.hidden = !this.list.ask;
    // Who has come since the page knew it, or shortly before.
    for (let i = this.here ?? here - (this.list.lately ?? 0); i < here; i += 1) this.came.push(Date.now());
    this.here = here;
    this.fold();
    if (!this.list.ask) return;
    const names = this.list.ask.map((id) => people.find((one) => one.id === id && one.here.length)?.name).filter(Boolean);
    const list = panel.querySelector('[data-names]');
    if (JSON.stringify([...list.children].map((one) => one.textContent)) !== JSON.stringify(names)) list.replaceChildren(...names.map(line));
    panel.querySelector('[data-ask-none]').hidden = names.length > 0;
  }

  /** While many arrive, nobody has time for it. Whoever opens it all the same leaves it open. */
  fold() {
    this.came = this.came.filter((at) => Date.now() - at < RUSH);
    const isRush = this.came.length >= MANY;
    if (isRush !== this.isRush) root.querySelector('[data-ask] details').open = !isRush;
    this.isRush = isRush;
  }

  /** Who was checked in last, with the way back. */
  showLast(people) {
    const panel = root.querySelector('[data-last]');
    const stands = this.last && people.some((one) => one.here.includes(this.last.id));
    panel.hidden = !stands;
    if (!stands) return;
    say(panel.querySelector('[data-text]'), { name: this.last.name });
    panel.querySelector('input[name=id]').value = this.last.id;
    panel.querySelector('[data-name]').textContent = ` ${this.last.name}`;
  }

  fill(id, people) {
    const section = root.querySelector(`[data-list=${id}]`);
    section.hidden = !people.length;
    section.querySelector('[data-size]').textContent = people.length;
    const list = section.querySelector('ul');
    const rows = people.map((one) => this.row(one));
    const same = rows.length === list.children.length && rows.every((row, i) => row === list.children[i]);
    if (!same) list.replaceChildren(...rows);
  }

  /** The row of a person, made anew only when it reads differently, so that a finger finds it where it was. */
  row(person) {
    const reads = JSON.stringify(person);
    const known = this.rows.get(person.id);
    if (known?.reads === reads) return known.row;
    const row = this.blank.cloneNode(true);
    row.id = `p-${person.id}`;
    Object.assign(row.querySelector('.av'), { textContent: person.initials }).dataset.h = person.hue;
    row.querySelector('bdi').textContent = person.name;
    for (const name of row.querySelectorAll('[data-name]')) name.textContent = ` ${person.name}`;
    for (const mark of row.querySelectorAll('[data-mark]')) if (!person.marks.includes(mark.dataset.mark)) mark.remove();
    const guests = row.querySelector('[data-guests]');
    if (person.guests) say(guests, { guests: person.guests });
    else guests.remove();
    const [checkIn, here] = [row.querySelector('[data-change=check_in]'), row.querySelector('[data-here]')];
    if (person.here.length) {
      checkIn.remove();
      here.querySelector('input[name=id]').value = person.here.at(-1);
    } else {
      here.remove();
      checkIn.querySelector('input[name=person]').value = person.id;
    }
    this.rows.set(person.id, { reads, row });
    return row;
  }
}

/** A name as one of a list. */
function line(name) {
  const [row, bold, text] = ['li', 'b', 'bdi'].map((tag) => document.createElement(tag));
  text.textContent = name;
  bold.append(text);
  row.append(bold);
  return row;
}

/** Somebody who walked in and whom the server does not know yet. */
function walkIn({ id, name }) {
  const initials = name.split(/\s+/).map((word) => [...word][0] ?? '').filter(Boolean);
  return {
    id,
    name,
    key: fold(name),
    initials: (initials[0] + (initials.length > 1 ? initials.at(-1) : '')).toUpperCase(),
    hue: 0,
    marks: ['walk_in'],
    guests: 0,
    here: [id],
  };
}

/** Writes an element's sentence, which its `data-says` holds with `{names}`, with these values. */
function say(element, values) {
  let text = element.dataset.says;
  for (const [name, value] of Object.entries(values)) text = text.replace(`{${name}}`, () => value);
  if (element.textContent !== text) element.textContent = text;
}

if (root) new Door().begin();
else close();
