// One crosshair for all panels over one time axis, and one readout with fixed cells.
function connectTimeline(id, data) {
  const stack = document.getElementById(`${id}-stack`);
  const readout = document.getElementById(`${id}-readout`);
  const cursor = stack.querySelector('.cursor');
  const cells = [...readout.querySelectorAll('.cell')].map((cell) => ({
    label: cell.querySelector(':scope > span > span') ?? cell.querySelector('span'),
    value: cell.querySelector('b'),
  }));
  const idle = cells.map(({ label, value }) => [label.textContent, value.textContent]);
  let bucket = -1;

  function shownChart() {
    return [...stack.querySelectorAll('.chart')].find((chart) => chart.getBoundingClientRect().width > 0);
  }

  function frameOf(chart) {
    return pageData.frames.find((frame) => chart.classList.contains(`chart-${frame.name}`));
  }

  function elapsed(ms) {
    const seconds = Math.round(ms / 1000);
    const minutes = Math.floor(seconds / 60) % 60;
    const hours = Math.floor(seconds / 3600);
    const rest = twoDigits(seconds % 60);
    return hours > 0 ? `${hours}:${twoDigits(minutes)}:${rest}` : `${minutes}:${rest}`;
  }

  function write(texts) {
    cells.forEach(({ label, value }, i) => {
      [label.textContent, value.textContent] = texts[i];
    });
  }

  function show(wanted) {
    bucket = Math.max(0, Math.min(data.buckets - 1, wanted));
    const chart = shownChart();
    const frame = frameOf(chart);
    const box = chart.getBoundingClientRect();
    const share = (bucket + 0.5) / data.buckets;
    const at = ((frame.leftPx + share * frame.plotPx) / frame.widthPx) * box.width;
    cursor.style.transform = `translateX(${(box.left - stack.getBoundingClientRect().left + at).toFixed(1)}px)`;
    stack.classList.add('reading');
    const fromMs = bucket * data.bucketMs;
    const clock = clockOf(new Date(data.startMs + fromMs));
    // Panels of scaling may begin before the load, whose start is what times are told from.
    const since = fromMs + (data.offsetMs ?? 0);
    write([
      [clock, since < 0 ? `\u2212${elapsed(-since)}` : elapsed(since)],
      ...data.cells.map((cell) => [cell.label, cell.values[bucket]]),
    ]);
  }

  function showAt(event) {
    const chart = shownChart();
    const frame = frameOf(chart);
    const box = chart.getBoundingClientRect();
    const share = (((event.clientX - box.left) / box.width) * frame.widthPx - frame.leftPx) / frame.plotPx;
    show(Math.floor(share * data.buckets));
  }

  function leave() {
    bucket = -1;
    stack.classList.remove('reading');
    write(idle);
  }

  function onKey(event) {
    const steps = { ArrowRight: 1, ArrowLeft: -1, PageDown: 6, PageUp: -6 };
    if (event.key in steps) show(bucket < 0 ? 0 : bucket + steps[event.key]);
    else if (event.key === 'Home') show(0);
    else if (event.key === 'End') show(data.buckets - 1);
    else if (event.key === 'Escape') leave();
    else return;
    event.preventDefault();
  }

  stack.addEventListener('pointermove', showAt);
  stack.addEventListener('pointerdown', showAt);
  stack.addEventListener('pointerleave', (event) => {
    if (event.pointerType === 'mouse') leave();
  });
  stack.addEventListener('keydown', onKey);
}

for (const { id, stack } of pageData.stacks) if (stack !== null) connectTimeline(id, stack);
