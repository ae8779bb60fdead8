/** What is looked at is said by the address: nothing, `#episode`, or `#episode/step`. */
(() => {
  const overview = document.getElementById("overview");
  const root = document.getElementById("episode");
  const title = document.title;
  const table = new EpisodeTable(episodes);
  const view = new EpisodeView(root, go);
  let opened = null;
  let scrolled = 0;

  /** Goes to a step, so that Back still leads to where one came from. */
  function go({ address }, step) {
    history.replaceState(null, "", `#${address}/${step}`);
    show();
  }

  async function show() {
    const place = readHash(location.hash);
    if (!place) return close();
    const isNew = opened !== place.episode.index;
    if (opened === null) scrolled = scrollY;
    opened = place.episode.index;
    document.title = `${place.episode.title} · ${title}`;
    overview.hidden = true;
    root.hidden = false;
    await view.show(place.episode, place.step, table.neighbours(place.episode));
    if (isNew && opened === place.episode.index) {
      scrollTo(0, 0);
      document.getElementById("episode-title")?.focus({ preventScroll: true });
    }
  }

  function close() {
    if (opened === null) return;
    document.title = title;
    root.hidden = true;
    overview.hidden = false;
    scrollTo(0, scrolled);
    table.focus(opened);
    opened = null;
  }

  function pressed(event) {
    if (opened === null || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === "Escape") {
      history.pushState(null, "", "#");
      show();
    } else if (!event.target.closest("input:not([type=checkbox]), select, .code, pre") && view.press(event.key, event.target.closest(".steps") !== null)) {
      event.preventDefault();
    }
  }

  document.getElementById("episodes").hidden = false;
  addEventListener("hashchange", show);
  addEventListener("keydown", pressed);
  show();
})();
