// htmx sends the form protection with every request and says in words when one fails.
(function () {
  "use strict";
  document.addEventListener("htmx:configRequest", function (event) {
    var token = document.querySelector('meta[name="csrf-token"]');
    if (token && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token.content;
  });
  function failed() {
    var place = document.getElementById("page-status");
    if (place) {
      place.textContent = place.dataset.failed;
      place.hidden = false;
    }
  }
  ["htmx:sendError", "htmx:responseError", "htmx:timeout"].forEach(function (name) {
    document.addEventListener(name, failed);
  });
})();
