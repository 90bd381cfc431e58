const { presets } = JSON.parse(document.getElementById('page-data').textContent);
const form = document.getElementById('test');
const problem = document.getElementById('problem');
const fields = form.elements;

/** What a preset would do is shown where it can be changed. */
function showPreset() {
  const load = presets[fields.load.value] ?? null;
  fields.users.placeholder = load === null ? (fields.load.value === 'custom' ? '10' : '') : load.users;
  fields.spawnRate.placeholder = load === null ? '1' : load.spawnRate;
  fields.runTime.placeholder = load === null ? '5m' : load.duration;
}

fields.load.addEventListener('change', showPreset);
// A scenario file usually brings its load.
fields.scenario.addEventListener('change', () => {
  if (fields.scenario.value !== 'chatbot' && [...fields.load.options].some(({ value }) => value === 'own')) {
    fields.load.value = 'own';
  } else if (fields.load.value === 'own') fields.load.value = 'light';
  showPreset();
});
addEventListener('pageshow', showPreset);

/** Which field an option of the command line is: --run-time is runTime. */
const fieldOf = (option) => option.slice(2).replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());

function showProblem(text) {
  const named = (text.match(/--[a-z-]+/g) ?? []).map((option) => fields[fieldOf(option)]).filter(Boolean);
  for (const field of named) field.setAttribute('aria-invalid', 'true');
  const words = text.replace(/--[a-z-]+/g, (option) => {
    const label = fields[fieldOf(option)]?.closest?.('label');
    return label === null || label === undefined ? option : `“${label.firstChild.textContent.trim()}”`;
  });
  problem.textContent = words.charAt(0).toUpperCase() + words.slice(1);
  problem.hidden = false;
  (named[0] ?? problem).focus();
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const start = document.getElementById('start');
  problem.hidden = true;
  for (const field of form.querySelectorAll('[aria-invalid]')) field.removeAttribute('aria-invalid');
  start.disabled = true;
  start.textContent = 'Starting…';
  try {
    const { id } = await send('/api/tests', Object.fromEntries(new FormData(form)));
    location.assign(`/live/${id}`);
  } catch (error) {
    showProblem(error.message);
  }
  start.disabled = false;
  start.textContent = 'Start the test';
});
