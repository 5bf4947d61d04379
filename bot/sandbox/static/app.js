// The page comes together here.

import { startClock } from "/page/static/clock.js";
import { startComposer } from "/page/static/composer.js";
import { startPanes } from "/page/static/panes.js";
import { startSide } from "/page/static/side.js";
import { listen, load, on } from "/page/static/store.js";
import { startStories } from "/page/static/stories.js";
import { startTalk } from "/page/static/talk.js";

// On a phone one panel is seen at a time.
function showPanel(name) {
  document.body.dataset.panel = name;
  for (const button of document.querySelectorAll("[data-show]")) {
    button.setAttribute("aria-current", String(button.dataset.show === name));
  }
}

for (const button of document.querySelectorAll("[data-show]")) {
  button.addEventListener("click", () => showPanel(button.dataset.show));
}
on("open", () => showPanel("talk"));
on("show", showPanel);
showPanel("talk");

startComposer();
startSide();
startTalk();
startStories();
startPanes();
startClock();
await load();
listen();
