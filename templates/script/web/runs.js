const runsForm = document.getElementById('runs');
const compareButton = document.getElementById('compare');
const chosenText = document.getElementById('chosen');
const baselineChoice = document.getElementById('baseline-choice');
const baselineSelect = document.getElementById('baseline');
/** Null until the reader chooses one: then it is the oldest. */
let chosenBaseline = null;

/** The runs that are chosen, the oldest first: a baseline comes before what is compared with it. */
const chosenRows = () =>
  [...runsForm.querySelectorAll('input[name=run]:checked')].map((box) => box.closest('tr')).reverse();

function showChoice() {
  const rows = chosenRows();
  const enough = rows.length >= 2;
  compareButton.disabled = !enough;
  baselineChoice.hidden = !enough;
  baselineSelect.disabled = !enough;
  chosenText.hidden = enough;
  chosenText.textContent =
    rows.length === 1 ? 'Select one more to compare' : 'Select two or more runs to compare';
  compareButton.textContent = enough ? `Compare ${rows.length} runs` : 'Compare';
  baselineSelect.replaceChildren(
    ...rows.map(({ dataset }) => new Option(`${dataset.label} (${dataset.id})`, dataset.id)),
  );
  if (rows.some(({ dataset }) => dataset.id === chosenBaseline)) baselineSelect.value = chosenBaseline;
}

runsForm.addEventListener('change', (event) => {
  if (event.target === baselineSelect) chosenBaseline = baselineSelect.value;
  showChoice();
});
// The back button brings the choice back without an event.
addEventListener('pageshow', showChoice);

const dialog = document.getElementById('dialog');
const dialogValue = document.getElementById('dialog-value');

/** Asks for one text; null when the user thinks better of it. */
function ask(title, label, value, button) {
  document.getElementById('dialog-title').textContent = title;
  document.getElementById('dialog-label').textContent = label;
  document.getElementById('dialog-ok').textContent = button;
  dialogValue.value = value;
  dialogValue.required = true;
  dialog.returnValue = 'cancel';
  dialog.showModal();
  dialogValue.select();
  return new Promise((resolve) => {
    dialog.addEventListener(
      'close',
      () => resolve(dialog.returnValue === 'ok' ? dialogValue.value.trim() : null),
      {
        once: true,
      },
    );
  });
}

const actions = {
  async rename({ id, label }) {
    const name = await ask('Rename the run', 'New name', label, 'Rename');
    if (name === null || name === '') return;
    await send(`/api/runs/${id}/rename`, { label: name });
    location.reload();
  },
  async label({ id, label }) {
    const pair = await ask(`Label ${label}`, 'key=value; "key=" forgets it', '', 'Label');
    if (pair === null || pair === '') return;
    await send(`/api/runs/${id}/label`, { pair });
    location.reload();
  },
  async baseline({ id, label }) {
    const name = await ask(`Set ${label} as baseline`, 'Name of the baseline', 'main', 'Set');
    if (name === null || name === '') return;
    await send(`/api/runs/${id}/baseline`, { name });
    location.reload();
  },
  async delete({ id, label }, row) {
    await send(`/api/runs/${id}/delete`);
    row.hidden = true;
    row.querySelector('input').checked = false;
    showChoice();
    say(`Deleted ${label}.`, 'neutral', {
      text: 'Undo',
      run: () =>
        attempt(async () => {
          await send(`/api/runs/${id}/restore`);
          row.hidden = false;
          say(`${label} is back.`);
        }),
    });
  },
};

document.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-do]');
  if (button !== null) {
    const row = button.closest('tr');
    button.closest('details').open = false;
    attempt(() => actions[button.dataset.do](row.dataset, row));
  }
  const recover = event.target.closest('button[data-recover]');
  if (recover !== null) {
    attempt(async () => {
      await send(`/api/runs/${recover.dataset.recover}/recover`);
      location.reload();
    });
  }
  // One menu at a time, and none after a click beside it.
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  const menu = document.querySelector('details.menu[open]');
  if (menu === null) return;
  menu.open = false;
  menu.querySelector('summary').focus();
});
