// What was typed survives an expired session: kept in this tab only, dropped once the server took it.
(function () {
  "use strict";
  var PREFIX = "draft:";
  var SKIPPED = { password: 1, file: 1, hidden: 1, submit: 1, button: 1 };
  function fields(form) {
    return Array.prototype.filter.call(form.elements, function (field) {
      return field.name && !SKIPPED[field.type] && !field.hasAttribute("data-no-draft");
    });
  }
  function state(form) {
    return fields(form).map(function (field) {
      return [field.name, field.type === "checkbox" || field.type === "radio" ? field.checked : field.value, field.value];
    });
  }
  function put(form, saved) {
    fields(form).forEach(function (field, place) {
      var kept = saved[place];
      if (!kept || kept[0] !== field.name) return;
      if (typeof kept[1] === "boolean") field.checked = kept[1];
      else field.value = kept[1];
    });
  }
  function read(key) {
    try { return JSON.parse(sessionStorage.getItem(PREFIX + key)); } catch (error) { return null; }
  }
  function write(key, draft) {
    try { sessionStorage.setItem(PREFIX + key, JSON.stringify(draft)); } catch (error) { /* a full store is no reason to stop work */ }
  }
  function drop(key) {
    try { sessionStorage.removeItem(PREFIX + key); } catch (error) { /* nothing kept, nothing to drop */ }
  }
  function restore(form, key) {
    var draft = read(key), fresh = JSON.stringify(state(form));
    form.addEventListener("input", function () { write(key, { fields: state(form) }); });
    form.addEventListener("submit", function () { write(key, { fields: state(form), sent: true }); });
    if (!draft || form.querySelector(".summary") || JSON.stringify(draft.fields) === fresh) return;
    put(form, draft.fields);
    write(key, { fields: draft.fields });
    var note = form.querySelector(".draft-note");
    if (!note) return;
    note.hidden = false;
    note.querySelector("button").addEventListener("click", function () {
      put(form, JSON.parse(fresh));
      drop(key);
      note.hidden = true;
    });
  }
  function sweep(open) {
    // A form that was sent and is not on this page was taken, unless the page asks to sign in again.
    if (document.body.hasAttribute("data-keep-drafts")) return;
    Object.keys(sessionStorage).forEach(function (name) {
      var key = name.slice(PREFIX.length), draft = name.indexOf(PREFIX) === 0 ? read(key) : null;
      if (draft && draft.sent && !open[key]) drop(key);
    });
  }
  document.addEventListener("DOMContentLoaded", function () {
    var open = {};
    document.querySelectorAll("form[data-draft]").forEach(function (form) {
      open[form.dataset.draft] = true;
      restore(form, form.dataset.draft);
    });
    try { sweep(open); } catch (error) { /* no store, no drafts */ }
  });
})();
