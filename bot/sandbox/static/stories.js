// Stories, played one step at a time.

import { byId, el } from "/page/static/dom.js";
import { on, open, post, view, world } from "/page/static/store.js";

const played = new Map(); // story's name → steps done

async function next(story) {
  const step = played.get(story.name) ?? 0;
  const place = story.steps[step].peer;
  if (place && place !== view.peer && innerWidth > 860) open(place);
  if (!(await post("story", { name: story.name, step }))) return;
  played.set(story.name, step + 1);
  draw();
  byId("pane-stories").querySelector(`[data-story="${story.name}"] button`)?.focus();
}

function again(story) {
  played.delete(story.name);
  draw();
}

function oneStory(story) {
  const done = played.get(story.name) ?? 0;
  const begun = played.has(story.name);
  const over = done >= story.steps.length;
  const steps = story.steps.map(({ note }, number) =>
    el("li", { class: number < done ? "played" : number === done ? "next" : "" },
      el("span", { class: "step-number" }, String(number + 1)), el("span", {}, note)));
  return el("article", { class: begun ? "story open" : "story", "data-story": story.name },
    el("h3", {}, story.title),
    el("p", {}, story.about),
    begun ? el("ol", {}, steps) : null,
    el("div", { class: "row" },
      over ? null : el("button", { type: "button", class: "primary", onclick: () => next(story) },
        begun ? `Шаг ${done + 1} из ${story.steps.length}` : "Начать"),
      begun ? el("button", { type: "button", onclick: () => again(story) }, over ? "Сыграть ещё раз" : "Сначала") : null));
}

function draw() {
  byId("pane-stories").replaceChildren(...world.stories.map(oneStory));
}

export function startStories() {
  on("all", draw);
}
