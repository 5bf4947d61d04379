// What the page knows, and the way to the server. One live stream; on a gap all is read anew.

import { toast } from "/page/static/dom.js";

export const world = {
  bot: { id: 0, name: "" },
  people: new Map(), // id → person
  chats: new Map(), // peer → chat
  talks: new Map(), // peer (a chat's or a person's id) → Map(cmid → message)
  clock: { base: 0, rate: 1, at: 0 },
  stories: [],
  panes: { journal: false, why: false },
  unread: new Map(),
};

export const view = { peer: 0, as: 0, reply: null, edit: null };

const listeners = new Map();

export function on(kind, listener) {
  if (!listeners.has(kind)) listeners.set(kind, []);
  listeners.get(kind).push(listener);
}

export function emit(kind, detail) {
  for (const listener of listeners.get(kind) ?? []) listener(detail);
}

export function talk(peer) {
  if (!world.talks.has(peer)) world.talks.set(peer, new Map());
  return world.talks.get(peer);
}

export const isChat = (peer) => world.chats.has(peer);

export async function load() {
  const state = await (await fetch("/page/state")).json();
  world.bot = state.bot;
  world.people = new Map(state.people.map((each) => [each.id, each]));
  world.chats = new Map(state.chats.map((each) => [each.peer, each]));
  world.talks = new Map();
  for (const message of state.messages) talk(message.peer).set(message.cmid, message);
  world.stories = state.stories;
  world.panes = state.panes;
  setClock(state.clock);
  if (!world.chats.has(view.peer) && !world.people.has(view.peer)) {
    view.peer = world.chats.keys().next().value ?? 0;
  }
  emit("all");
}

export async function post(act, body) {
  const answer = await fetch(`/page/${act}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const result = answer.ok ? await answer.json() : { problem: "Не получилось." };
  if (result.problem) toast(result.problem);
  return result.problem && !result.done ? null : result;
}

export function listen() {
  const stream = new EventSource("/page/events");
  let broken = false;
  stream.onopen = () => {
    if (broken) load();
    broken = false;
    document.body.classList.remove("offline");
  };
  stream.onerror = () => {
    broken = true;
    document.body.classList.add("offline");
  };
  stream.onmessage = (event) => apply(JSON.parse(event.data));
}

function apply(change) {
  if (change.kind === "message") {
    const message = change.message;
    const known = talk(message.peer).has(message.cmid);
    talk(message.peer).set(message.cmid, message);
    if (!known && message.peer !== view.peer) {
      world.unread.set(message.peer, (world.unread.get(message.peer) ?? 0) + 1);
    }
    emit("message", { message, known });
  } else if (change.kind === "chat") {
    world.chats.set(change.chat.peer, change.chat);
    emit("chat", change.chat);
  } else if (change.kind === "answer") {
    if (change.data?.type === "show_snackbar") toast(change.data.text);
  } else if (change.kind === "clock") {
    setClock(change.clock);
  }
}

function setClock(clock) {
  world.clock = { base: Date.parse(`${clock.now}Z`), rate: clock.rate, at: performance.now() };
  emit("clock");
}

// The sandbox's wall clock, carried as if it were UTC: the page knows no zones.
export function now() {
  return new Date(world.clock.base + (performance.now() - world.clock.at) * world.clock.rate);
}

export function open(peer) {
  view.peer = peer;
  view.reply = view.edit = null;
  world.unread.delete(peer);
  emit("open", peer);
}
