// Names, avatars and times in Russian.

import { el } from "/page/static/dom.js";
import { isChat, now, world } from "/page/static/store.js";

const MONTHS = ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"];
const WEEKDAYS = ["вс", "пн", "вт", "ср", "чт", "пт", "сб"];

export const isBot = (id) => id === world.bot.id;

export function nameOf(id) {
  if (isBot(id)) return world.bot.name;
  return world.people.get(id)?.name ?? world.chats.get(id)?.title ?? `id${id}`;
}

export function avatar(id, more = "") {
  const letters = isBot(id) ? "Д" : world.people.get(id)?.initials ?? nameOf(id).slice(0, 2);
  const hue = isBot(id) ? "bot" : Math.abs(id) % 8;
  return el("span", { class: `avatar hue-${hue} ${more}`, "aria-hidden": "true" }, letters);
}

export const hueOf = (id) => (isBot(id) ? "hue-bot" : `hue-${Math.abs(id) % 8}`);

export const moment = (local) => new Date(`${local}Z`);

export function hours(date) {
  return `${String(date.getUTCHours()).padStart(2, "0")}:${String(date.getUTCMinutes()).padStart(2, "0")}`;
}

export const dayOf = (date) => `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;

export const weekday = (date) => WEEKDAYS[date.getUTCDay()];

// «21:04» today, «2 сентября, 21:04» on another day.
export function when(date) {
  return dayOf(date) === dayOf(now()) ? hours(date) : `${dayOf(date)}, ${hours(date)}`;
}

export function membership(peer, id) {
  return isChat(peer) ? world.chats.get(peer).members.find((each) => each.id === id) : undefined;
}

// Restricted now? The end is looked at here too: time runs on between two messages of the server.
export function restricted(member) {
  return Boolean(member?.restricted && (!member.until || moment(member.until) > now()));
}

export function untilWords(member) {
  return member.until ? `только чтение до ${when(moment(member.until))}` : "только чтение";
}

export function roleOf(id, member) {
  const about = world.people.get(id)?.about ?? "";
  if (isBot(id)) return "бот";
  return member?.admin ? [about, "администратор"].filter(Boolean).join(" · ") : about;
}

export function members(number) {
  const tail = number % 100 > 10 && number % 100 < 15 ? 0 : number % 10;
  const word = tail === 1 ? "участник" : tail > 1 && tail < 5 ? "участника" : "участников";
  return `${number} ${word}`;
}
