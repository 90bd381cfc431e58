// Sorting and filtering of the endpoint table. The state stands in the address: #endpoints?sort=p95.desc&q=chat
function connectEndpointTable(section) {
  const table = section.querySelector('table.endpoints');
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const headings = [...table.tHead.rows[0].cells].filter((cell) => cell.hasAttribute('data-key'));
  const filter = section.querySelector('input[type=search]');
  const showAll = section.querySelector('.show-all');
  const count = section.querySelector('.count');
  const shown = Number(section.querySelector('.endpoint-list').dataset.shown ?? rows.length);
  const state = { key: '', ascending: false, isAll: false };

  function cellValue(row, column) {
    return row.cells[column].dataset.value ?? '';
  }

  function compare(a, b, column) {
    const [x, y] = [cellValue(a, column), cellValue(b, column)];
    if (x === '' || y === '') return x === y ? 0 : x === '' ? 1 : -1;
    const order = column === 0 ? x.localeCompare(y) : Number(x) - Number(y);
    return state.ascending ? order : -order;
  }

  function apply() {
    const heading = headings.find((candidate) => candidate.dataset.key === state.key);
    if (heading) {
      for (const other of headings) other.removeAttribute('aria-sort');
      heading.setAttribute('aria-sort', state.ascending ? 'ascending' : 'descending');
      rows.sort((a, b) => compare(a, b, heading.cellIndex));
      body.append(...rows);
    }
    const wanted = filter.value.toLowerCase();
    const matching = rows.filter((row) => cellValue(row, 0).toLowerCase().includes(wanted));
    const visible = wanted !== '' || state.isAll ? matching : matching.slice(0, shown);
    for (const row of rows) row.hidden = true;
    for (const row of visible) row.hidden = false;
    count.textContent = `${visible.length} of ${rows.length} endpoints`;
    showAll.hidden = state.isAll || wanted !== '' || rows.length <= shown;
  }

  function remember() {
    const parts = [];
    if (state.key !== '')
      parts.push(`sort=${encodeURIComponent(state.key)}.${state.ascending ? 'asc' : 'desc'}`);
    if (filter.value !== '') parts.push(`q=${encodeURIComponent(filter.value)}`);
    if (state.isAll) parts.push('all');
    const hash = `#${section.id}${parts.length === 0 ? '' : `?${parts.join('&')}`}`;
    history.replaceState(null, '', hash);
  }

  function recall() {
    const [id, query] = location.hash.slice(1).split('?');
    if (id !== section.id || query === undefined) return;
    const parameters = new URLSearchParams(query);
    const [, key, order] = /^(.*)\.(asc|desc)$/.exec(parameters.get('sort') ?? '') ?? [];
    if (headings.some((heading) => heading.dataset.key === key)) {
      state.key = key;
      state.ascending = order === 'asc';
    }
    filter.value = parameters.get('q') ?? '';
    state.isAll = parameters.has('all');
    section.scrollIntoView();
  }

  for (const heading of headings) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = heading.textContent;
    heading.replaceChildren(button);
    button.addEventListener('click', () => {
      const isSorted = heading.hasAttribute('aria-sort');
      const isName = heading.cellIndex === 0;
      state.ascending = isSorted ? heading.getAttribute('aria-sort') === 'descending' : isName;
      state.key = heading.dataset.key;
      apply();
      remember();
    });
  }
  filter.addEventListener('input', () => {
    apply();
    remember();
  });
  showAll.addEventListener('click', () => {
    state.isAll = true;
    apply();
    remember();
    filter.focus();
  });
  addEventListener('hashchange', () => {
    recall();
    apply();
  });
  recall();
  apply();
}

for (const table of document.querySelectorAll('table.endpoints'))
  connectEndpointTable(table.closest('section'));
