// The sandbox's clock: shown, set, moved on, run fast.

import { byId } from "/page/static/dom.js";
import { dayOf, hours, weekday } from "/page/static/names.js";
import { emit, now, on, post, world } from "/page/static/store.js";

let drawn = "";

function draw() {
  const date = now();
  const time = hours(date);
  if (time !== drawn) {
    drawn = time;
    byId("clock-day").textContent = `${weekday(date)}, ${dayOf(date)}`;
    byId("clock-time").textContent = time;
    byId("clock-now").setAttribute("datetime", date.toISOString().slice(0, 16));
  }
  emit("tick", `${dayOf(date)} ${time}`);
}

export function startClock() {
  on("clock", () => {
    const rate = byId("clock-rate");
    const value = String(world.clock.rate);
    if ([...rate.options].some((each) => each.value === value)) rate.value = value;
    draw();
  });
  setInterval(draw, 500);
  byId("clock-form").addEventListener("submit", (event) => {
    event.preventDefault();
    post("clock", { time: byId("clock-set").value });
  });
  for (const button of document.querySelectorAll("[data-minutes]")) {
    button.addEventListener("click", () => post("clock", { minutes: Number(button.dataset.minutes) }));
  }
  byId("clock-rate").addEventListener("change", (event) => post("clock", { rate: Number(event.target.value) }));
}
