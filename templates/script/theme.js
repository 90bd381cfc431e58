// Follows the system until the reader chooses; the choice is not stored, since storage is closed to local files.
const root = document.documentElement;
root.setAttribute('data-scripts', '');
// biome-ignore lint/correctness/noUnusedVariables: the scripts that are joined after this one read it
const pageData = JSON.parse(document.getElementById('page-data').textContent);
const themes = ['auto', 'light', 'dark'];
const themeButton = document.getElementById('theme');
themeButton.hidden = false;
themeButton.addEventListener('click', () => {
  const now = themes.indexOf(root.getAttribute('data-theme') ?? 'auto');
  const next = themes[(now + 1) % themes.length];
  if (next === 'auto') root.removeAttribute('data-theme');
  else root.setAttribute('data-theme', next);
  themeButton.textContent = `Theme: ${next}`;
});
