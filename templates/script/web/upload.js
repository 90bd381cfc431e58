const drop = document.getElementById('drop');
const progress = document.getElementById('progress');

async function importFiles(files) {
  if (files.length === 0) return;
  const { id } = await send('/api/uploads');
  for (const [index, file] of files.entries()) {
    progress.textContent = `Reading ${file.name} (${index + 1} of ${files.length})`;
    await send(`/api/uploads/${id}/files?name=${encodeURIComponent(file.name)}`, file, 'PUT');
  }
  progress.textContent = 'Importing';
  const { runs } = await send(`/api/uploads/${id}/import`);
  progress.textContent = `Imported ${runs.map(({ label }) => label).join(', ')}`;
  location.assign('/runs');
}

function take(files) {
  attempt(async () => {
    try {
      await importFiles([...files]);
    } catch (error) {
      progress.textContent = '';
      throw error;
    }
  });
}

document.getElementById('files').addEventListener('change', (event) => take(event.target.files));
// Anywhere on the page: a file that misses the field would otherwise be opened by the browser.
addEventListener('dragover', (event) => {
  event.preventDefault();
  drop.dataset.over = '';
});
addEventListener('dragleave', (event) => {
  if (event.relatedTarget === null) delete drop.dataset.over;
});
addEventListener('drop', (event) => {
  event.preventDefault();
  delete drop.dataset.over;
  take(event.dataTransfer.files);
});
