// Clicking the head of a column sorts its table by it, and again turns the order round; cells carry what they sort by.
"use strict";
for (const table of document.querySelectorAll("table.sortable")) {
  const heads = Array.from(table.tHead.rows[0].cells);
  heads.forEach((head, column) => head.firstElementChild.addEventListener("click", () => {
    const up = head.getAttribute("aria-sort") !== "ascending";
    const key = (row) => row.cells[column].dataset.sort ?? row.cells[column].textContent.trim();
    const order = (one, two) => {
      const [a, b] = [key(one), key(two)];
      if (a === "" || b === "") return (a === "") - (b === "");
      const difference = head.dataset.type === "number" ? Number(a) - Number(b) : a.localeCompare(b, "en");
      return up ? difference : -difference;
    };
    table.tBodies[0].append(...Array.from(table.tBodies[0].rows).sort(order));
    heads.forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
  }));
}
