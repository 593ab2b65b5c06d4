/* Something is no longer public and may still be seen: asks until it is not, and says so. Without this script the page
   that a message leads to is loaded anew. */
(() => {
  const EVERY = 2000; // milliseconds

  const say = (state) => {
    const detail = { clear: true, text: state.words, type: state.done ? "success" : "warning" };
    document.dispatchEvent(new CustomEvent("w-messages:add", { detail }));
  };

  const follow = async (address, tell) => {
    const answer = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null);
    const state = answer && answer.ok ? await answer.json() : null;
    if (state) tell(state);
    if (!state || !state.done) setTimeout(() => follow(address, tell), EVERY);
  };

  const tellEnd = (state) => {
    if (state.done) say(state);
  };

  for (const way of document.querySelectorAll(".messages a[href*='/spreading/']")) follow(way.href, tellEnd);

  for (const part of document.querySelectorAll("[data-spreading]")) {
    follow(part.dataset.spreading, (state) => {
      part.querySelector("[data-spreading-words]").textContent = state.words;
      if (state.done) part.querySelector("[data-spreading-places]").remove();
    });
  }

  document.addEventListener("w-privacy:changed", async (event) => {
    const found = document.querySelector("[data-url$='/privacy/']");
    const page = found && /\/pages\/(\d+)\/privacy\/$/.exec(found.dataset.url);
    if (!page || event.detail.isPublic) return;
    const address = found.dataset.url.replace(/pages\/\d+\/privacy\/$/, `spreading/page/${page[1]}/`);
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (!answer.ok) return; // it was not public before
    const state = await answer.json();
    say(state);
    if (!state.done) follow(state.address, tellEnd);
  });
})();
