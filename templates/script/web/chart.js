const SVG = 'http://www.w3.org/2000/svg';
const LEFT_PX = 52;
const RIGHT_PX = 12;
/** More than one point per pixel draws nothing more. */
const MOST_POINTS = 600;

function svgElement(name, attributes, parent) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  parent?.append(element);
  return element;
}

/** 1, 2 or 5 times a power of ten, so that at most four steps reach `most`. */
function stepFor(most) {
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= rough);
}

/** Puts seconds together where there are more than can be drawn; a gap stays one. */
function thinned(rows, column, isHighest) {
  const size = Math.ceil(rows.length / MOST_POINTS);
  if (size <= 1) return rows.map((row) => [row[0], row[column]]);
  const points = [];
  for (let from = 0; from < rows.length; from += size) {
    const part = rows.slice(from, from + size);
    const values = part.map((row) => row[column]).filter((value) => value !== null);
    const sum = values.reduce((all, value) => all + value, 0);
    const value = values.length === 0 ? null : isHighest ? Math.max(...values) : sum / values.length;
    points.push([part[0][0], value]);
  }
  return points;
}

/** One panel: lines over the time since the start. */
// biome-ignore lint/correctness/noUnusedVariables: the scripts that are joined after this one call it
function createChart(
  parent,
  { title, heightPx, lines, format, isHighest = false, isStep = false, leastStep = 0 },
) {
  const figure = document.createElement('figure');
  const caption = document.createElement('figcaption');
  caption.append(title);
  for (const { name, style } of lines) {
    const key = document.createElement('span');
    key.className = `key line-${style}`;
    key.textContent = name;
    caption.append(key);
  }
  const svg = svgElement('svg', { 'aria-hidden': 'true', height: heightPx }, null);
  const grid = svgElement('g', { class: 'grid' }, svg);
  const paths = lines.map(({ style }) => svgElement('path', { class: `line line-${style}` }, svg));
  const cross = svgElement('path', { class: 'cross' }, svg);
  figure.append(caption, svg);
  parent.append(figure);
  let scale = null;
  return {
    figure,
    draw(rows, spanS) {
      const widthPx = figure.clientWidth;
      svg.setAttribute('width', widthPx);
      const drawn = lines.map(({ column }) => thinned(rows, column, isHighest));
      const values = drawn.flat().map(([, value]) => value ?? 0);
      const step = Math.max(leastStep, stepFor(Math.max(1, ...values)));
      const most = Math.max(step, Math.ceil(Math.max(...values, 0) / step) * step);
      const plotPx = widthPx - LEFT_PX - RIGHT_PX;
      const x = (second) => LEFT_PX + (second / spanS) * plotPx;
      const y = (value) => heightPx - 20 - (value / most) * (heightPx - 28);
      scale = { x, spanS, plotPx, heightPx };
      grid.replaceChildren();
      for (let value = 0; value <= most; value += step) {
        svgElement('path', { d: `M${LEFT_PX} ${y(value)}H${widthPx - RIGHT_PX}` }, grid);
        svgElement('text', { x: LEFT_PX - 8, y: y(value) + 4, 'text-anchor': 'end' }, grid).textContent =
          format(value);
      }
      const minuteStep =
        [10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21600].find((s) => spanS / s <= plotPx / 70) ??
        86400;
      for (let second = 0; second <= spanS; second += minuteStep) {
        svgElement('text', { x: x(second), y: heightPx - 4, 'text-anchor': 'middle' }, grid).textContent =
          clock(second);
      }
      for (const [i, points] of drawn.entries()) {
        let d = '';
        let isGap = true;
        for (const [second, value] of points) {
          if (value === null) {
            isGap = true;
            continue;
          }
          const at = `${x(second).toFixed(1)} ${y(value).toFixed(1)}`;
          d += isGap ? `M${at}` : isStep ? `H${x(second).toFixed(1)}V${y(value).toFixed(1)}` : `L${at}`;
          isGap = false;
        }
        paths[i].setAttribute('d', d);
      }
    },
    /** @param second null for none. */
    point(second) {
      cross.setAttribute(
        'd',
        second === null || scale === null ? '' : `M${scale.x(second)} 4V${scale.heightPx - 20}`,
      );
    },
    /** The second under a place on the page. */
    secondAt(clientX) {
      if (scale === null) return null;
      const px = clientX - svg.getBoundingClientRect().left - LEFT_PX;
      return (px / scale.plotPx) * scale.spanS;
    },
  };
}

/** 75 is '1:15'. */
function clock(second) {
  const whole = Math.floor(second);
  const two = (value) => String(value).padStart(2, '0');
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
