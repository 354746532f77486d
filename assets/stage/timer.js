// The timer of a round. `<roost-timer>` counts by itself on the server's clock; around it the projector's and the
// front view show who is on, the remote draws itself anew. Each hears of changes over an event stream, asks where
// there is none, and goes on to zero without network. What is pressed on the laptop is written down on it first, and
// sent until the server has said that it arrived.

const root = document.querySelector('[data-screen]');
const path = location.pathname.split('/').slice(0, 3).join('/');
const query = location.search;

/** How long a page may be hidden before it drops its stream; the projector's never does. */
const HIDDEN = 10_000;
/** How often it asks when no stream tells, and how often the projector says that it hears. */
const AGAIN = 1_500;
const HEARS = 10_000;
/** A stream that told nothing for so long is dead: the server tells the time every ten seconds. */
const SILENT = 25_000;
/** How long an answer may take. */
const PATIENCE = 4_000;

// The server's clock

/** The server's time less this browser's, in ms, and how well it is known; `null`: not measured yet. */
let measured = null;
const now = () => Date.now() + (measured?.offset ?? 0);

/**
 * Hears the server's time, which was said at some time in the last `spread` ms, most likely in their middle. The best
 * of a minute counts, unless it cannot be: then one of the clocks was set.
 */
function hear(theirs, spread) {
  const at = Date.now();
  const offset = theirs + spread / 2 - at;
  const isBetter = !measured || spread <= measured.spread + 20 || at - measured.at > 60_000;
  if (isBetter || Math.abs(offset - measured.offset) > (spread + measured.spread) / 2 + 250) measured = { offset, spread, at };
}

/** The same from a stream, which tells late at times and never early. */
function overhear(theirs) {
  const offset = theirs - Date.now();
  const behind = offset - (measured?.offset ?? 0);
  if (behind > 0 || behind < -1_000) measured = { offset, spread: 100, at: Date.now() };
}

// What a turn looks like at one instant

/** The state's name, as the server would call it. */
function look({ phase, duration }, left) {
  if (phase === 'running') {
    if (left <= 0) return 'over';
    if (left <= Math.min(20_000, duration / 15)) return 'last';
    return left <= Math.min(60_000, duration / 5) ? 'wrap' : 'go';
  }
  if (phase === 'over') return left > 0 ? 'done' : 'over';
  return phase === 'ready' ? 'hold' : phase;
}

const clock = (left) => {
  const seconds = Math.ceil(left / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

/** Ends that a gong was sounded for, so that a page that draws itself anew sounds no second one. */
const sounded = new Set();

class Timer extends HTMLElement {
  #ticking;

  connectedCallback() {
    measured ??= { offset: this.#number('now') - Date.now(), spread: 2_000, at: Date.now() };
    this.tick();
    this.#ticking = setInterval(() => this.tick(), 100);
  }

  disconnectedCallback() {
    clearInterval(this.#ticking);
  }

  #number(name) {
    return Number(this.getAttribute(name) ?? 0);
  }

  get left() {
    if (this.hasAttribute('ends')) return Math.min(this.#number('duration'), Math.max(0, this.#number('ends') - now()));
    return this.hasAttribute('left') ? this.#number('left') : this.#number('duration');
  }

  tick() {
    const { left } = this;
    const duration = this.#number('duration');
    const state = look({ phase: this.getAttribute('phase'), duration }, left);
    const text = clock(left);
    const shown = this.querySelector('[data-clock]');
    if (shown.textContent !== text) shown.textContent = text;
    const gone = duration ? Math.min(1, Math.max(0, 1 - left / duration)) : 0;
    this.querySelector('[data-gone]')?.setAttribute('x2', 1000 * gone);
    this.querySelector('[data-bird]')?.setAttribute('transform', `translate(${24 + 952 * gone} 0)`);
    const ends = this.getAttribute('ends');
    // Whoever comes later than that has missed it.
    if (state === 'over' && ends && !sounded.has(ends) && now() - Number(ends) < 2_000) gong.strike();
    if (state === 'over' && ends) sounded.add(ends);
    slides.show(state, duration - left);
    if (this.dataset.state === state) return;
    this.dataset.state = state;
    document.body.dataset.state = state;
    for (const word of document.querySelectorAll('[data-word], [data-shout]')) word.textContent = this.dataset[state] ?? '';
    this.dispatchEvent(new Event('turned', { bubbles: true }));
  }
}

// Slides, on the projector

/** Where they stand; `null`: not on this screen. */
const frame = document.querySelector('[data-slide]');

const slides = {
  /** Pictures of whoever is on and comes next, held so that they are there without network. */
  held: new Map(),
  /** A page that was turned to here, until the server has heard of it; `null`: none. */
  turned: null,
  triedAt: 0,
  isSending: false,
  /** When the last slide gave way to something else. */
  goneAt: 0,

  hold() {
    const ahead = [state, ...state.next.slice(0, 3)].flatMap((one) => one.slides ?? []);
    for (const src of this.held.keys()) if (!ahead.includes(src)) this.held.delete(src);
    for (const src of ahead) {
      if (this.held.has(src)) continue;
      const picture = new Image();
      picture.src = src;
      this.held.set(src, picture);
    }
  },

  get pages() {
    return state?.slides ?? [];
  },

  /** The page that stands there, from 1; 0: none. */
  page(gone) {
    if (!this.pages.length || !frame) return 0;
    const page = state.each ? 1 + Math.floor(gone / state.each) : (this.turned?.turn === state.turn ? this.turned.page : state.page);
    return Math.min(this.pages.length, Math.max(1, page));
  },

  get isShown() {
    return 'slides' in document.body.dataset;
  },

  show(look, gone) {
    if (!frame || !state) return;
    const page = ['go', 'wrap', 'last', 'paused'].includes(look) ? this.page(gone) : 0;
    if (this.isShown && !page) this.goneAt = Date.now();
    document.body.toggleAttribute('data-slides', page > 0);
    frame.hidden = !page;
    const src = this.pages[page - 1];
    if (!page || frame.getAttribute('src') === src) return;
    frame.src = src;
    frame.alt = frame.dataset.slide.replace('%1', page).replace('%2', this.pages.length);
  },

  /** One page on or back. */
  turn(by) {
    if (state.each) return;
    const page = Math.min(this.pages.length, Math.max(1, this.page(0) + by));
    this.turned = { turn: state.turn, page };
    show();
    this.send();
  },

  async send() {
    const { turned } = this;
    if (!turned || this.isSending) return;
    if (turned.turn !== state.turn) {
      this.turned = null;
      return;
    }
    this.isSending = true;
    this.triedAt = Date.now();
    const said = await ask(`${path}/pages`, { method: 'POST', headers: { accept: 'application/json' }, body: new URLSearchParams(turned) });
    this.isSending = false;
    // A page that was turned to meanwhile is sent next.
    if ((said || refused) && this.turned === turned) this.turned = null;
    if (said) take(said);
    if (this.turned) this.send();
  },
};

// The gong

const gong = {
  audio: null,

  get isOn() {
    return localStorage.getItem('gong') !== 'off';
  },

  /** Browsers let a page sound only after somebody has touched it. */
  wake() {
    this.audio ??= new AudioContext();
    if (this.audio.state === 'suspended') this.audio.resume();
  },

  /** Three partials that fade, as of a struck bowl. */
  strike() {
    if (!this.isOn || !this.audio || !document.querySelector('[data-gong]')) return;
    const at = this.audio.currentTime;
    for (const [pitch, loud, lasts] of [[196, .5, 3], [392.6, .3, 2.2], [587, .2, 1.4]]) {
      const tone = this.audio.createOscillator();
      const gain = this.audio.createGain();
      tone.frequency.value = pitch;
      gain.gain.setValueAtTime(0, at);
      gain.gain.linearRampToValueAtTime(loud, at + .01);
      gain.gain.exponentialRampToValueAtTime(.001, at + lasts);
      tone.connect(gain).connect(this.audio.destination);
      tone.start(at);
      tone.stop(at + lasts);
    }
    document.documentElement.dataset.struck = String(Date.now());
  },

  show() {
    for (const button of document.querySelectorAll('[data-gong-switch]')) {
      button.hidden = false;
      button.setAttribute('aria-pressed', String(this.isOn));
    }
    for (const button of document.querySelectorAll('[data-gong-try]')) button.hidden = !this.isOn;
  },
};

if (root?.querySelector('[data-gong]')) {
  for (const kind of ['pointerdown', 'keydown']) addEventListener(kind, () => gong.wake());
  addEventListener('click', ({ target }) => {
    const isTry = target.closest('[data-gong-try]');
    if (!isTry && !target.closest('[data-gong-switch]')) return;
    if (!isTry) localStorage.setItem('gong', gong.isOn ? 'off' : 'on');
    gong.wake();
    gong.show();
    if (isTry) gong.strike();
  });
}

// The screen stays awake

async function stayAwake() {
  if (document.visibilityState !== 'visible') return;
  try {
    await navigator.wakeLock?.request('screen');
  } catch {
    // A battery that is nearly empty refuses; the page does its work until the screen goes dark.
  }
}

// What is shown

/** As the server told it last, with what was pressed since. */
let state = null;
/** What the server told last; a stream that begins anew says that it is known. */
let known = '';

const put = (name, text) => {
  for (const place of root.querySelectorAll(`[data-${name}]`)) if (place.textContent !== text) place.textContent = text;
};

function show() {
  const timer = root.querySelector('roost-timer');
  for (const [name, value] of [['phase', state.phase], ['duration', state.duration], ['ends', state.ends], ['left', state.left]]) {
    if (value === null || value === undefined) timer.removeAttribute(name);
    else timer.setAttribute(name, value);
  }
  put('line', state.line);
  put('name', state.name);
  put('title', state.title);
  root.querySelector('[data-who]').dataset.fit = state.fit;
  document.body.dataset.fit = state.fit;
  document.body.toggleAttribute('data-wide', state.duration >= 600_000);
  slides.hold();
  const [next] = state.next;
  put('next', next?.name ?? '');
  const foot = root.querySelector('[data-foot]');
  foot.hidden = !next;
  for (const come of root.querySelectorAll('[data-come]')) come.hidden = !next;
  if (next) foot.dataset.fit = next.foot;
  for (const field of root.querySelectorAll('input[name=turn]')) field.value = state.turn ?? '';
  timer.tick();
  whisper();
  offer();
}

/** A whisper is for the speaker's eyes, for a while. */
function whisper() {
  const place = root.querySelector('[data-whisper]');
  if (!place) return;
  const said = state.whisper && state.whisper.until > now() ? state.whisper.text : '';
  if (place.textContent !== said) place.textContent = said;
  place.hidden = !said;
}

/** Which buttons the projector's laptop has. */
function offer() {
  const can = allowed();
  for (const button of root.querySelectorAll('[data-press]')) button.hidden = !can.includes(button.value);
}

function allowed() {
  const isOver = root.querySelector('roost-timer')?.dataset.state === 'over';
  if (state.phase === 'ready') return state.turn ? ['start'] : [];
  if (state.phase === 'running') return isOver ? ['stop', 'next'] : ['stop'];
  if (state.phase === 'paused') return ['resume'];
  return state.phase === 'over' ? ['next'] : [];
}

// What is pressed on the laptop, with or without network

const drawer = `stage:${path}`;
let records = JSON.parse(localStorage.getItem(drawer) ?? '[]');
let isSending = false;

const keep = () => localStorage.setItem(drawer, JSON.stringify(records));

/** A random id (RFC 9562 §5.4); a page without TLS has no `randomUUID`. */
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** What the state is like after one press, as the server will find it too. */
function after(old, { verb, turn, at }) {
  if (old.turn !== turn) return old;
  const left = old.ends ? Math.max(0, old.ends - at) : (old.left ?? old.duration);
  if (verb === 'start') return { ...old, phase: 'running', ends: at + old.duration, left: null, page: 1 };
  if (verb === 'resume') return { ...old, phase: 'running', ends: at + left, left: null };
  if (verb === 'stop') return { ...old, phase: 'over', ends: null, left };
  const [next, ...rest] = old.next;
  const blank = { slides: [], phase: 'finished', turn: null, line: '', name: old.thanks, title: '', fit: 1 };
  return { ...old, phase: 'ready', ends: null, left: null, duration: old.length, slides: [], ...(next ?? blank), next: rest };
}

function press(verb) {
  if (!allowed().includes(verb) || !state.turn) return;
  const record = { id: uuid(), verb, turn: state.turn, at: Math.round(now()) };
  records.push(record);
  keep();
  state = after(state, record);
  show();
  send();
}

async function send() {
  if (isSending || !records.length) return;
  isSending = true;
  const batch = records.slice(0, 100);
  try {
    const answer = await ask(`${path}/records`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(batch),
    });
    // What the server cannot read today it cannot read tomorrow.
    if (answer || refused) {
      records = records.slice(batch.length);
      keep();
    }
    if (answer) take(answer);
  } finally {
    isSending = false;
  }
}

// What the server says

let stream = null;
let toldAt = 0;
let askedAt = 0;
let isAsking = false;
let refused = false;
let isDrawing = false;

/** The server's answer; `null`: there is no network, or it says no. */
async function ask(address, more = {}) {
  const began = Date.now();
  try {
    const answer = await fetch(address, { ...more, cache: 'no-store', signal: AbortSignal.timeout(PATIENCE) });
    refused = answer.status >= 400 && answer.status < 500;
    if (answer.status === 404 && !more.method) location.reload();
    if (!answer.ok) return null;
    const said = await answer.json();
    hear(said.now, Date.now() - began);
    return said;
  } catch {
    refused = false;
    return null;
  }
}

/** A state that is not older than what is known. What was pressed and has not arrived yet stands above it. */
function take(said) {
  if (root.dataset.screen === 'remote') return redraw(said);
  if (state && said.version < state.version && !said.now) return;
  state = said;
  for (const record of records) state = after(state, record);
  show();
}

async function poll() {
  if (isAsking) return;
  isAsking = true;
  askedAt = Date.now();
  const said = await ask(`${path}/state${query}`);
  isAsking = false;
  if (said) {
    toldAt = Date.now();
    take(said);
  }
}

function listen() {
  stream?.close();
  const since = new URLSearchParams(query);
  if (known) since.set('since', known);
  stream = new EventSource(`${path}/stream?${since}`);
  toldAt = Date.now();
  stream.addEventListener('now', ({ data }) => {
    toldAt = Date.now();
    overhear(Number(data));
  });
  stream.addEventListener('state', ({ data, lastEventId }) => {
    toldAt = Date.now();
    known = lastEventId;
    take(JSON.parse(data));
  });
}

const hears = () => stream?.readyState === EventSource.OPEN && Date.now() - toldAt < SILENT;

let hiddenAt = null;

function beat() {
  const isStage = root.dataset.screen === 'stage';
  hiddenAt = document.visibilityState === 'hidden' ? (hiddenAt ?? Date.now()) : null;
  if (hiddenAt && Date.now() - hiddenAt > HIDDEN && !isStage) {
    stream?.close();
    stream = null;
    return;
  }
  const since = Date.now() - askedAt;
  if (!hears() && since > AGAIN) {
    poll();
    if (!stream || stream.readyState === EventSource.CLOSED || Date.now() - toldAt >= SILENT) listen();
  } else if (isStage && since > HEARS) {
    poll();
  }
  if (isStage) {
    send();
    if (Date.now() - slides.triedAt > AGAIN) slides.send();
  }
  if (state) whisper();
  if (wanted !== drawn) draw();
}

// The remote is drawn by the server, so that it is the same without a script

/** What the remote is to show, and what it shows; `null`: as it came. */
let wanted = null;
let drawn = null;

const redraw = (said) => {
  wanted = JSON.stringify({ ...said, now: 0 });
  return draw();
};

/** Draws what is wanted. What cannot be drawn now, since the network went away for instance, is with the next beat. */
async function draw() {
  // Somebody types: what she has typed must not go away.
  const typed = root.querySelector('[data-drawn] input:not([type=hidden]):focus');
  if (isDrawing || wanted === drawn || typed) return;
  isDrawing = true;
  const what = wanted;
  try {
    const answer = await fetch(path, { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = page.querySelector('[data-drawn]');
    const old = root.querySelector('[data-drawn]');
    const { id } = document.activeElement ?? {};
    const open = [...old.querySelectorAll('details[open]')].map((one) => one.id);
    for (const one of open) fresh.querySelector(`#${one}`)?.setAttribute('open', '');
    // What somebody is told to mend stays with what she typed, until she has sent it.
    for (const one of old.querySelectorAll('details:has([aria-invalid])')) {
      const other = fresh.querySelector(`#${one.id}`);
      if (!other) continue;
      other.replaceWith(one);
      fresh.prepend(...old.querySelectorAll('.errors'));
    }
    old.replaceWith(document.adoptNode(fresh));
    if (id) document.getElementById(id)?.focus();
    drawn = what;
    gong.show();
  } catch {
    // The next beat tries again.
  } finally {
    isDrawing = false;
  }
}

// Begin

customElements.define('roost-timer', Timer);

if (root) {
  const isRemote = root.dataset.screen === 'remote';
  if (!isRemote) {
    state = JSON.parse(root.dataset.first);
    for (const record of records) state = after(state, record);
    show();
    root.addEventListener('turned', offer);
  }
  gong.show();
  stayAwake();
  document.addEventListener('visibilitychange', () => {
    stayAwake();
    beat();
  });
  addEventListener('online', beat);
  poll();
  listen();
  setInterval(beat, 500);
}

/** Keys that turn slides, as those that a clicker sends, and by how many. */
const TURNS = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };

/** So long after the last slide gave way a press that was meant for it goes nowhere. */
const SLIP = 1_500;

if (root?.dataset.screen === 'stage') {
  addEventListener('submit', (event) => {
    event.preventDefault();
    press(event.submitter.value);
  });
  addEventListener('keydown', (event) => {
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.target.closest('button, input')) return;
    const can = allowed();
    if (event.key === ' ') {
      event.preventDefault();
      press(can.find((verb) => verb !== 'next'));
    } else if (slides.isShown && TURNS[event.key]) {
      event.preventDefault();
      slides.turn(TURNS[event.key]);
    } else if (event.key === 'ArrowRight' && can.includes('next') && Date.now() - slides.goneAt > SLIP) {
      event.preventDefault();
      press('next');
    }
  });
  // The buttons stay out of the audience's sight until somebody reaches for them.
  let resting;
  addEventListener('pointermove', () => {
    document.body.toggleAttribute('data-reaching', true);
    clearTimeout(resting);
    resting = setTimeout(() => document.body.toggleAttribute('data-reaching', false), 3_000);
  });
}
