// Follows the system until the reader chooses.
const root = document.documentElement;
root.setAttribute('data-scripts', '');
const themes = ['auto', 'light', 'dark'];
const applyTheme = (theme) => {
  if (theme === 'auto') root.removeAttribute('data-theme');
  else root.setAttribute('data-theme', theme);
};
let theme = themes.find((name) => name === localStorage.getItem('plimsoll-theme')) ?? 'auto';
applyTheme(theme);
addEventListener('DOMContentLoaded', () => {
  const button = document.getElementById('theme');
  button.textContent = `Theme: ${theme}`;
  button.addEventListener('click', () => {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length];
    localStorage.setItem('plimsoll-theme', theme);
    applyTheme(theme);
    button.textContent = `Theme: ${theme}`;
  });
  // The viewer's own zone; UTC stays in the tooltip.
  for (const time of document.querySelectorAll('time')) {
    const at = new Date(time.dateTime);
    if (Number.isNaN(at.getTime())) continue;
    time.title = time.textContent;
    time.textContent = at.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  }
});
