"use strict";
// the page is complete without this: it only sorts and filters the overview
const table = document.getElementById("theorems");
const body = table.tBodies[0];
const rows = Array.from(body.rows);
const find = document.getElementById("find");
const verdict = document.getElementById("verdict");
const paper = document.getElementById("paper");
const shown = document.getElementById("shown");

function filter() {
  const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const row of rows) {
    const text = row.textContent.toLowerCase();
    const chosen = (select, name) => !select.value || row.dataset[name] === select.value;
    const fits = chosen(verdict, "verdict") && chosen(paper, "paper") && words.every((word) => text.includes(word));
    row.hidden = !fits;
    count += fits;
  }
  shown.textContent = `${count} of ${rows.length}`;
}

function sort(column, header) {
  const down = header.getAttribute("aria-sort") === "ascending";
  const sign = down ? -1 : 1;
  const key = (row) => row.cells[column].textContent.trim();
  const numeric = header.classList.contains("number");
  const order = (a, b) => (numeric ? Number(key(a)) - Number(key(b)) : key(a).localeCompare(key(b)));
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  header.setAttribute("aria-sort", down ? "descending" : "ascending");
  body.append(...rows.slice().sort((a, b) => sign * order(a, b)));
}

Array.from(table.tHead.rows[0].cells).forEach((header, column) => {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...header.childNodes);
  button.addEventListener("click", () => sort(column, header));
  header.append(button);
});
// what is wider than the page is scrolled by keys, too
for (const box of document.querySelectorAll(".wide, .formula, .step")) {
  if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
}
find.addEventListener("input", filter);
verdict.addEventListener("change", filter);
paper.addEventListener("change", filter);
document.querySelector(".controls").hidden = false;
filter();
