// Opened notes and menus close as people expect: by Escape and by a click elsewhere.
(function () {
  "use strict";
  var FLOATING = "details.clause[open], details.drop[open], details.bottom-more[open]";
  function close(keep) {
    document.querySelectorAll(FLOATING).forEach(function (details) {
      if (!keep || !details.contains(keep)) details.open = false;
    });
  }
  document.addEventListener("click", function (event) { close(event.target); });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    var open = document.activeElement && document.activeElement.closest("details[open]");
    close(null);
    if (open) open.querySelector("summary").focus();
  });
  document.addEventListener("toggle", function (event) {
    var note = event.target.matches && event.target.matches("details.clause[open]") && event.target.querySelector(".clause-note");
    if (!note) return;
    event.target.classList.toggle("at-end", event.target.getBoundingClientRect().left + note.offsetWidth > document.documentElement.clientWidth - 8);
  }, true);
  document.addEventListener("DOMContentLoaded", function () {
    var summary = document.querySelector(".summary");
    if (summary) summary.focus();
  });
})();
