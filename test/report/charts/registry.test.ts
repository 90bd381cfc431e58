import { describe, expect, test } from 'vitest';
import { judgeGenerator } from '../../../src/analysis/generator-health.ts';
import type { Chart, ChartSubject } from '../../../src/report/charts/chart.ts';
import { drawHere } from '../../../src/report/charts/draw-here.ts';
import { FIGURE_FRAMES, type Frame, SMALL_FRAME } from '../../../src/report/charts/frame.ts';
import { CHARTS } from '../../../src/report/charts/registry.ts';
import { noCapacity } from '../../support/analysis-example.ts';
import { capacityExample } from '../../support/capacity-example.ts';
import { chatRun } from '../../support/engine-run-chat.ts';
import { exampleResult, HOSTILE_NAMES, UNSHOWN_CHARACTERS } from '../../support/example-result.ts';
import { fullyRecorded } from '../../support/scaling-example.ts';

function subjectOf(names?: readonly string[]) {
  const [analysis] = exampleResult(names === undefined ? {} : { names, seconds: 60 }).analyses;
  if (analysis === undefined) throw new Error('the example has one run');
  const generator = judgeGenerator(chatRun(), analysis.timeline);
  return {
    analysis: { ...analysis, generator, capacity: capacityExample() },
    endpoint: analysis.endpoints[0] ?? analysis.total,
  };
}

/** Scaling stands over the time of its own run. */
function subjectFor(chart: Chart, names?: readonly string[]): ChartSubject {
  if (chart.place !== 'scaling') return subjectOf(names);
  const analysis = fullyRecorded(names);
  return { analysis, endpoint: analysis.total };
}

async function draw(chart: Chart, subject: ChartSubject, frame: Frame): Promise<string> {
  const drawing = await drawHere(chart, subject, frame);
  if (drawing === null) throw new Error(`${chart.id} draws the example`);
  return drawing;
}

describe.each(CHARTS.map((chart) => [chart.id, chart] as const))('the chart %s', (_, chart) => {
  // vega-lite's warnings are errors here: see draw.ts.
  test('compiles without a warning and draws in every frame', async () => {
    for (const frame of [...FIGURE_FRAMES, SMALL_FRAME]) {
      const drawing = await draw(chart, subjectFor(chart), frame);
      expect(drawing).toMatch(/^<svg class="chart chart-[a-z]+" .*<(path|line) .*<\/svg>$/s);
    }
  });

  test('is the same drawing whatever was drawn before it', async () => {
    const subject = subjectFor(chart);
    const first = await draw(chart, subject, SMALL_FRAME);
    await draw(chart, subjectFor(chart, HOSTILE_NAMES), SMALL_FRAME);
    expect(await draw(chart, subject, SMALL_FRAME)).toBe(first);
  });

  test('holds no colour of its own, so that one drawing serves light, dark and paper', async () => {
    const drawing = await draw(chart, subjectFor(chart), SMALL_FRAME);
    const colours = [...drawing.matchAll(/ (?:fill|stroke)="([^"]*)"/g)].map((match) => match[1]);
    expect(colours.filter((colour) => !/^var\(--[a-z0-9-]+\)$|^none$/.test(colour ?? ''))).toEqual([]);
  });

  test('says what it is about', () => {
    expect(chart.title).not.toBe('');
    expect(chart.question).toMatch(/\?$/);
    expect(chart.measure(subjectFor(chart))).not.toBe('');
  });

  test('has nothing to draw where the source has nothing', () => {
    const { analysis } = subjectFor(chart);
    const bare = { ...analysis.total, curve: null, series: null };
    const empty = {
      ...analysis,
      timeline: null,
      endpoints: [],
      total: bare,
      capacity: noCapacity,
      scaling: [],
    };
    expect(chart.spec({ analysis: empty, endpoint: bare }, SMALL_FRAME)).toBeNull();
  });
});

test('every chart has its own id', () => {
  expect(new Set(CHARTS.map((chart) => chart.id)).size).toBe(CHARTS.length);
});

test('names from outside are drawn as text and nothing else', async () => {
  const distribution = CHARTS.find((chart) => chart.id === 'distribution');
  if (distribution === undefined) throw new Error('there is a distribution chart');
  for (const name of HOSTILE_NAMES) {
    const [wide = SMALL_FRAME] = FIGURE_FRAMES;
    const drawing = await draw(distribution, subjectOf([name, '/other']), wide);
    expect(drawing).not.toMatch(/<(script|img|a|image|foreignObject)\b| on\w+="/);
    expect(drawing).not.toMatch(UNSHOWN_CHARACTERS);
  }
});
