// Safari forgets what the parts of a table are when CSS lays them out anew for a narrow window; Chromium and Firefox do not.
// Written into the page, these roles would be an error in the other layout: HTML allows them only where they are needed.
const roles = {
  table: "table",
  "thead, tbody": "rowgroup",
  tr: "row",
  td: "cell",
  "th[scope=col]": "columnheader",
  "th[scope=row]": "rowheader",
};

for (const [parts, role] of Object.entries(roles)) {
  for (const part of document.querySelectorAll(`:is(${parts}):is(.table, .table *)`)) part.setAttribute("role", role);
}
