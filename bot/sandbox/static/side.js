// The left column: chats, private dialogs with the bot, members of the open chat.

import { byId, el, refill } from "/page/static/dom.js";
import { avatar, isBot, members, nameOf, restricted, roleOf, untilWords } from "/page/static/names.js";
import { emit, isChat, on, open, view, world } from "/page/static/store.js";

function lastLine(peer) {
  const messages = [...(world.talks.get(peer)?.values() ?? [])];
  const last = messages.reverse().find((each) => !each.deleted_by);
  if (!last) return "";
  if (last.service) return last.service;
  const text = last.text.replace(/\[(?:id|club|public)\d+\|([^\]]*)\]/g, "$1");
  return isBot(last.from) ? `${nameOf(last.from)}: ${text}` : text;
}

function hint(peer) {
  return isChat(peer) ? "" : "написать боту лично";
}

function entry(peer, kind) {
  const unread = world.unread.get(peer) ?? 0;
  const open_ = view.peer === peer;
  return el("li", { class: kind },
    el("button", { type: "button", "data-key": peer, "aria-current": open_ ? "true" : undefined, onclick: () => open(peer) },
      avatar(peer),
      el("span", { class: "lines" }, el("b", {}, nameOf(peer)), el("span", {}, lastLine(peer) || hint(peer))),
      unread && !open_ ? el("span", { class: "count", "aria-label": `новых: ${unread}` }, String(unread)) : null));
}

function drawChats() {
  refill(byId("chat-list"), [...world.chats.keys()].map((peer) => entry(peer, "chat")));
  const people = [...world.people.keys()].filter(
    (id) => world.talks.get(id)?.size || id === view.as || id === view.peer);
  const dialogs = people.map((id) => entry(id, "person"));
  refill(byId("dialog-list"),
    dialogs.length ? dialogs : [el("li", { class: "empty" }, "Пока никто не писал боту лично")]);
  const others = [...world.chats.keys()].filter((peer) => peer !== view.peer);
  byId("talk-switch").replaceChildren(...others.map((peer) =>
    el("button", { type: "button", onclick: () => open(peer) }, nameOf(peer))));
}

function memberEntry(member) {
  const still = restricted(member);
  const chosen = member.id === view.as;
  const choose = () => {
    view.as = member.id;
    emit("writer");
  };
  return el("li", { class: still ? "restricted" : "" },
    el("button", { type: "button", "data-key": member.id, disabled: isBot(member.id), "aria-pressed": String(chosen),
                   title: isBot(member.id) ? undefined : "Писать от этого имени", onclick: choose },
      avatar(member.id),
      el("span", { class: "lines" }, el("b", {}, nameOf(member.id)),
        el("span", {}, still ? untilWords(member) : roleOf(member.id, member)))));
}

function drawMembers() {
  const chat = world.chats.get(view.peer);
  byId("members-title").hidden = !chat;
  refill(byId("member-list"), (chat?.members ?? []).map(memberEntry));
  byId("talk-title").textContent = isChat(view.peer) ? chat.title : `${nameOf(view.peer)} и бот`;
  byId("talk-about").textContent = chat ? members(chat.members.length) : "личный разговор, его видят только они двое";
}

export function startSide() {
  for (const kind of ["all", "open", "message", "writer"]) on(kind, drawChats);
  for (const kind of ["all", "open", "chat", "writer"]) on(kind, drawMembers);
  let minute = "";
  on("tick", (time) => {
    const ending = world.chats.get(view.peer)?.members.some((each) => each.restricted);
    if (ending && time !== minute) drawMembers();
    minute = time;
  });
}
