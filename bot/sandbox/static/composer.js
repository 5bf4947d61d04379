// The box to write in, as anyone.

import { byId, el } from "/page/static/dom.js";
import { isBot, membership, nameOf, restricted, roleOf, untilWords } from "/page/static/names.js";
import { emit, isChat, on, open, post, talk, view, world } from "/page/static/store.js";

function writers() {
  if (!isChat(view.peer)) return { inside: [...world.people.keys()], outside: [] };
  const inside = world.chats.get(view.peer).members.map((each) => each.id).filter((id) => !isBot(id));
  const wrote = new Set([...talk(view.peer).values()].map((each) => each.from));
  const outside = [...world.people.keys()].filter((id) => wrote.has(id) && !inside.includes(id));
  return { inside, outside };
}

function option(id) {
  const role = roleOf(id, membership(view.peer, id));
  return el("option", { value: id, selected: id === view.as }, role ? `${nameOf(id)} — ${role}` : nameOf(id));
}

function drawWriters() {
  const { inside, outside } = writers();
  // A private dialog is its person's own: he alone writes there.
  if (!isChat(view.peer) && view.as !== view.peer) {
    view.as = view.peer;
    emit("writer");
    return;
  }
  if (![...inside, ...outside].includes(view.as)) {
    view.as = inside.find((id) => !membership(view.peer, id)?.admin) ?? inside[0] ?? 0;
    emit("writer");
    return;
  }
  const gone = outside.length ? el("optgroup", { label: "Уже не в чате" }, outside.map(option)) : null;
  byId("writer").replaceChildren(...[...inside.map(option), gone].filter(Boolean));
  drawNote();
}

let noted = "";

function drawNote() {
  const member = membership(view.peer, view.as);
  const outside = isChat(view.peer) && !member;
  const mute = restricted(member);
  const words = outside ? `${nameOf(view.as)} не в чате.` : mute ? `${nameOf(view.as)}: ${untilWords(member)}.` : "";
  if (words === noted) return;
  noted = words;
  const note = byId("composer-note");
  note.hidden = !words;
  const back = el("button", { type: "button", onclick: () => post("join", { as: view.as, peer: view.peer }) }, "Вернуться по ссылке");
  note.replaceChildren(words, outside ? back : "");
  byId("text").disabled = outside || mute;
  byId("composer").querySelector("[type=submit]").disabled = outside || mute;
}

function drawAim() {
  const aim = view.reply ?? view.edit;
  byId("composer-aim").hidden = !aim;
  byId("composer-aim-text").textContent = !aim ? ""
    : view.reply ? `Ответ ${nameOf(aim.from)}: ${aim.text}` : "Изменение своего сообщения";
  if (view.edit) byId("text").value = view.edit.text;
  grow();
  if (aim) byId("text").focus();
}

function aimOff() {
  if (view.edit) byId("text").value = "";
  view.reply = view.edit = null;
  drawAim();
}

function grow() {
  const box = byId("text");
  box.rows = Math.min(6, Math.max(1, box.value.split("\n").length, Math.ceil(box.value.length / 60)));
}

async function send(event) {
  event.preventDefault();
  const text = byId("text").value.trim();
  if (!text) return;
  const body = { as: view.as, peer: view.peer, text };
  const done = view.edit
    ? await post("edit", { ...body, cmid: view.edit.cmid })
    : await post("write", { ...body, reply_to: view.reply?.cmid });
  if (!done) return;
  byId("text").value = "";
  view.reply = view.edit = null;
  drawAim();
}

export function startComposer() {
  for (const kind of ["all", "open", "chat", "writer"]) on(kind, drawWriters);
  on("tick", drawNote);
  on("aim", drawAim);
  on("draft", (text) => {
    byId("text").value = `${text} `;
    byId("text").focus();
  });
  on("open", drawAim);
  byId("writer").addEventListener("change", (event) => {
    view.as = Number(event.target.value);
    if (!isChat(view.peer)) {
      open(view.as);
      return;
    }
    view.reply = view.edit = null;
    emit("writer");
    drawAim();
  });
  byId("composer").addEventListener("submit", send);
  byId("composer-aim-off").addEventListener("click", aimOff);
  byId("text").addEventListener("input", grow);
  byId("text").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      byId("composer").requestSubmit();
    } else if (event.key === "Escape") {
      aimOff();
    }
  });
}
