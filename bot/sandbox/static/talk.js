// The conversation in the middle.

import { byId, el } from "/page/static/dom.js";
import { avatar, dayOf, hours, hueOf, isBot, membership, moment, nameOf, roleOf } from "/page/static/names.js";
import { emit, on, post, talk, view, world } from "/page/static/store.js";

const shown = new Set(); // deleted messages that the reader uncovered: "peer:cmid"
const MARKED = /\[(?:id|club|public)\d+\|([^\]]+)\]|(?<!\S)(\/[а-яё]+(?: \d+)?)/g;
const ATTACHMENTS = {
  photo: "фото", sticker: "стикер", video: "видео", audio: "музыка", audio_message: "голосовое сообщение",
  doc: "документ", link: "ссылка", poll: "опрос", wall: "запись", gift: "подарок", story: "история",
};

// A mention is its name; a command that the bot offers can be taken over into the box.
function richText(message) {
  const text = message.text;
  const parts = [];
  let from = 0;
  for (const found of text.matchAll(MARKED)) {
    if (found[2] && !isBot(message.from)) continue;
    parts.push(text.slice(from, found.index), found[1]
      ? el("span", { class: "mention" }, found[1])
      : el("button", { type: "button", class: "plain command", onclick: () => emit("draft", found[2]) }, found[2]));
    from = found.index + found[0].length;
  }
  parts.push(text.slice(from));
  return parts;
}

function quote(quoted) {
  return el("div", { class: "quote" }, el("b", {}, nameOf(quoted.from)), el("span", {}, quoted.text || "сообщение"));
}

function keyboard(message) {
  if (!message.buttons.length || message.deleted_by) return null;
  return el("div", { class: "keyboard" }, message.buttons.map((row, r) =>
    el("div", { class: "row" }, row.map((button, c) => oneButton(message, button, r, c)))));
}

function oneButton(message, button, row, column) {
  if (button.kind === "open_link" && /^https?:\/\//.test(button.link ?? "")) {
    return el("a", { href: button.link, target: "_blank", rel: "noopener noreferrer" }, button.label);
  }
  const press = () => post("press", { as: view.as, peer: message.peer, cmid: message.cmid, row, column });
  return el("button", { type: "button", class: button.colour, onclick: press }, button.label);
}

function goneLine(message) {
  const key = `${message.peer}:${message.cmid}`;
  const words = isBot(message.from) ? "Бот убрал своё сообщение"
    : isBot(message.deleted_by) ? "Сообщение удалено ботом" : "Сообщение удалено автором";
  const toggle = () => {
    shown.has(key) ? shown.delete(key) : shown.add(key);
    redraw(message);
  };
  return [
    el("span", { class: "gone-line" }, words, " "),
    el("button", { type: "button", class: "plain", "aria-expanded": String(shown.has(key)), onclick: toggle },
      shown.has(key) ? "скрыть" : "показать в песочнице"),
    shown.has(key) ? el("div", { class: "body" }, richText(message)) : null,
  ];
}

function content(message) {
  return [
    message.reply ? quote(message.reply) : null,
    ...message.forwards.map(quote),
    el("span", { class: "body" }, richText(message)),
    ...message.attachments.map((kind) => el("span", { class: "attachment chip" }, ATTACHMENTS[kind] ?? kind)),
  ];
}

function acts(message) {
  const reply = () => {
    view.reply = message;
    view.edit = null;
    emit("aim");
  };
  const edit = () => {
    view.edit = message;
    view.reply = null;
    emit("aim");
  };
  const mine = message.from === view.as;
  return el("div", { class: "acts" },
    el("button", { type: "button", class: "plain", onclick: reply }, "Ответить"),
    mine && !message.deleted_by ? el("button", { type: "button", class: "plain", onclick: edit }, "Изменить") : null,
    world.panes.why && !isBot(message.from)
      ? el("button", { type: "button", class: "plain", onclick: () => emit("why", message.text) }, "Почему?") : null);
}

function oneMessage(message, previous) {
  const at = moment(message.at);
  if (message.service) return el("li", { class: "service", "data-cmid": message.cmid }, message.service);
  const gone = Boolean(message.deleted_by);
  const follow = previous && !previous.service && previous.from === message.from && at - moment(previous.at) < 300000
    && dayOf(at) === dayOf(moment(previous.at));
  const classes = ["message", hueOf(message.from), follow && "follow", gone && "gone",
    isBot(message.from) && "bot", message.from === view.as && "mine"];
  return el("li", { class: classes.filter(Boolean).join(" "), "data-cmid": message.cmid },
    avatar(message.from),
    el("div", { class: "stack" },
      el("div", { class: "bubble" },
        el("div", { class: "who" }, el("b", {}, nameOf(message.from)),
          el("span", {}, roleOf(message.from, membership(message.peer, message.from)))),
        ...(gone ? goneLine(message) : content(message)),
        el("span", { class: "meta" }, message.edited && !gone ? "изменено " : "",
          el("time", { datetime: message.at }, hours(at)))),
      keyboard(message),
      gone && isBot(message.from) ? null : acts(message)));
}

function before(message) {
  return talk(message.peer).get(message.cmid - 1);
}

function dayLine(message) {
  const previous = before(message);
  const day = dayOf(moment(message.at));
  if (previous && dayOf(moment(previous.at)) === day) return null;
  return el("li", { class: "day" }, el("span", {}, day));
}

function drawAll() {
  const messages = [...talk(view.peer).values()].sort((a, b) => a.cmid - b.cmid);
  const nodes = messages.flatMap((each) => [dayLine(each), oneMessage(each, before(each))]);
  byId("messages").replaceChildren(...nodes.filter(Boolean));
  toEnd();
}

function redraw(message) {
  const old = byId("messages").querySelector(`[data-cmid="${message.cmid}"]`);
  if (old) old.replaceWith(oneMessage(message, before(message)));
}

function toEnd() {
  const list = byId("scroll");
  list.scrollTop = list.scrollHeight;
}

function drawOne({ message, known }) {
  if (message.peer !== view.peer) return;
  const list = byId("scroll");
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 120;
  if (known) redraw(message);
  else byId("messages").append(...[dayLine(message), oneMessage(message, before(message))].filter(Boolean));
  if (atEnd || message.from === view.as) toEnd();
}

export function startTalk() {
  for (const kind of ["all", "open", "writer"]) on(kind, drawAll);
  on("message", drawOne);
}
