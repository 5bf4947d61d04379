// The right column: tabs, the journal, and why.

import { byId, el } from "/page/static/dom.js";
import { dayOf, hours, nameOf } from "/page/static/names.js";
import { emit, now, on, post, world } from "/page/static/store.js";

const ACTIONS = {
  violation: ["нарушение", "bad"], warning: ["предупреждение", "warn"], reminder: ["напоминание", "warn"],
  block: ["блокировка", "bad"], unblock: ["разблокирован", "good"], delete: ["удаление", "bad"],
  annul: ["отменено", "good"], confirm: ["подтверждено", "bad"], remove: ["удаление из чата", "bad"],
  apology: ["извинение", "good"], objection: ["возражение", "warn"], appeal: ["обжалование", "warn"],
  review: ["на решение модератору", "warn"], notice: ["уведомление", ""], mode: ["режим чата", ""],
};
const VERDICTS = { violation: ["нарушение", "bad"], doubtful: ["сомнительно", "warn"], clean: ["чисто", "good"] };

// "3.3.4" → «п. 3.3 (4)», the way the regulation is cited.
export function cite(clause) {
  const found = /^(\d+\.\d+)\.(\d+)$/.exec(clause ?? "");
  return found ? `п. ${found[1]} (${found[2]})` : clause ? `п. ${clause}` : "";
}

function person(id) {
  return Number(id) ? nameOf(Number(id)) : id === "bot" ? world.bot.name : String(id ?? "");
}

function localTime(at) {
  const date = new Date(`${String(at).slice(0, 19)}Z`);
  if (dayOf(date) === dayOf(now())) return hours(date);
  const [month, day] = [date.getUTCMonth() + 1, date.getUTCDate()].map((n) => String(n).padStart(2, "0"));
  return `${day}.${month}, ${hours(date)}`;
}

function row(entry) {
  const [words, tone] = ACTIONS[entry.action] ?? [entry.action, ""];
  const about = [cite(entry.clause), entry.reason].filter(Boolean).join(" · ");
  const where = [entry.case ? `дело №${entry.case}` : "", world.chats.get(Number(entry.chat))?.title,
    entry.actor && entry.actor !== "bot" ? `решение: ${person(entry.actor)}` : "", entry.outcome];
  return el("li", {},
    el("div", { class: "head" },
      el("span", { class: `chip ${tone}` }, words),
      el("b", {}, entry.target ? person(entry.target) : ""),
      el("time", { datetime: entry.at }, localTime(entry.at))),
    about ? el("p", {}, about) : null,
    el("p", { class: "quiet" }, where.filter(Boolean).join(" · ")));
}

let newest = "";

async function drawJournal() {
  if (!world.panes.journal || byId("pane-journal").hidden) return;
  const answer = await fetch("/page/journal?limit=100");
  if (!answer.ok) return;
  const rows = await answer.json();
  const mark = `${rows.length}:${JSON.stringify(rows[0] ?? null)}`;
  if (mark === newest) return;
  newest = mark;
  byId("journal").replaceChildren(...(rows.length ? rows.map(row)
    : [el("li", { class: "empty" }, "В журнале пока ничего нет")]));
}

async function askWhy(text) {
  byId("why-text").value = text;
  const verdicts = text.trim() ? await post("why", { text }) : [];
  if (!verdicts) return;
  const [struck, clean] = [verdicts.filter((v) => v.verdict !== "clean"), verdicts.filter((v) => v.verdict === "clean")];
  byId("why").replaceChildren(
    el("h3", {}, struck.length ? "Что нашли правила" : "Ни одно правило не возражает"),
    ...struck.map(verdict),
    clean.length ? el("h3", {}, "Проверили и пропустили") : "",
    el("div", { class: "clean-list" }, clean.map((v) => el("span", { class: "chip good" }, v.title ?? v.rule))));
}

function verdict(found) {
  const [words, tone] = VERDICTS[found.verdict] ?? [found.verdict, ""];
  return el("div", { class: "verdict" },
    el("div", { class: "head" }, el("b", {}, found.title ?? found.rule), el("span", { class: `chip ${tone}` }, words)),
    el("p", { class: "quiet" }, [cite(found.clause), found.reason].filter(Boolean).join(" · ")),
    found.fragment ? el("q", {}, found.fragment) : null);
}

function show(tab) {
  for (const each of document.querySelectorAll("[role=tab]")) {
    const chosen = each === tab;
    each.setAttribute("aria-selected", String(chosen));
    each.tabIndex = chosen ? 0 : -1;
    byId(each.getAttribute("aria-controls")).hidden = !chosen;
  }
  drawJournal();
}

function startTabs() {
  const tabs = [...document.querySelectorAll("[role=tab]")];
  for (const tab of tabs) {
    tab.addEventListener("click", () => show(tab));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const seen = tabs.filter((each) => !each.hidden);
      const next = seen[(seen.indexOf(tab) + step + seen.length) % seen.length];
      show(next);
      next.focus();
    });
  }
}

export function startPanes() {
  startTabs();
  let soon = 0;
  const later = () => {
    clearTimeout(soon);
    soon = setTimeout(drawJournal, 400);
  };
  on("all", () => {
    byId("tab-journal").hidden = !world.panes.journal;
    byId("tab-why").hidden = !world.panes.why;
    byId("panes-name").textContent = world.panes.journal ? "Журнал" : "Истории";
    later();
  });
  for (const kind of ["message", "chat", "clock"]) on(kind, later);
  on("why", (text) => {
    emit("show", "panes");
    show(byId("tab-why"));
    askWhy(text);
  });
  byId("why-form").addEventListener("submit", (event) => {
    event.preventDefault();
    askWhy(byId("why-text").value);
  });
}
