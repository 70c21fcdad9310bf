"use strict";
// Lights the dots of the companies that are searched for, and shows only their rows.
const rows = [...document.querySelectorAll("#partners tr[data-id]")];
const dots = new Map([...document.querySelectorAll(".company")].map((dot) => [dot.dataset.id, dot]));
document.getElementById("search").addEventListener("input", (event) => {
  const wanted = event.target.value.trim().toLocaleLowerCase();
  let count = 0;
  for (const row of rows) {
    const found = !wanted || row.dataset.name.toLocaleLowerCase().includes(wanted);
    row.classList.toggle("hidden", !found);
    dots.get(row.dataset.id).classList.toggle("lit", Boolean(wanted) && found);
    count += found ? 1 : 0;
  }
  document.getElementById("found").textContent = wanted ? String(count) : "";
});
