// Runs before the first paint, as a file of its own so that the content policy needs no inline scripts.
(function () {
  // zod must not try `new Function`: the policy forbids it and every try would be reported.
  globalThis.__zod_globalConfig = { jitless: true };
  try {
    const theme = localStorage.getItem('tripmaster.theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch {
    // Storage may be blocked; the system's theme is used then.
  }
})();
