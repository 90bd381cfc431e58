// Writes a log of the legacy monitor: 10 pods that come and go in the middle of every hour, a round every `roundS` seconds.
import { closeSync, openSync, writeSync } from 'node:fs';

const two = (value) => String(value).padStart(2, '0');

function stamp(ms) {
  const date = new Date(ms);
  const day = `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
  return `${day} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
}

function ageOf(seconds) {
  if (seconds < 120) return `${seconds}s`;
  if (seconds < 600) return `${Math.floor(seconds / 60)}m${seconds % 60}s`;
  return seconds < 10_800 ? `${Math.floor(seconds / 60)}m` : `${Math.floor(seconds / 3600)}h`;
}

/** @returns the size of the log in bytes. */
export function makeScalingLog(
  file,
  { hours, pods = 10, roundS = 10, startMs = Date.UTC(2026, 10, 24), isRunning = true },
) {
  const descriptor = openSync(file, 'w');
  let bytes = 0;
  let text = '';
  const flush = () => {
    bytes += writeSync(descriptor, text);
    text = '';
  };
  const least = Math.ceil(pods / 2);
  for (let second = 0; second < hours * 3600; second += roundS) {
    const ofHour = second % 3600;
    const isSurge = ofHour >= 1200 && ofHour < 2400;
    const desired = isSurge ? pods : least;
    const ready = isSurge && ofHour < 1240 ? least : desired;
    const at = (offset) => stamp(startMs + (second + offset) * 1000);
    const podOf = (index) => `llm-chatbot-backend-57b69c84f-${index.toString(36).padStart(5, 'x')}`;
    const born = (index) => (index < least ? -3600 : second - ofHour + 1200);
    const hour = Math.floor(second / 3600);
    const names = Array.from({ length: desired }, (_, index) =>
      podOf(index < least ? index : index + hour * pods),
    );
    text += `\u001b[H\u001b[2J\u001b[3J🔍 Kubernetes Auto-Scaling Monitor - ${at(0)}\n${'='.repeat(50)}\n\n`;
    text += `${at(0)} - Deployment Status:\n  Ready: ${ready}/${desired}  Up-to-date: ${desired}  Available: ${ready}\n\n`;
    text += `${at(1)} - Pod Status:\n`;
    for (const [index, name] of names.entries()) {
      const status = index < ready || !isRunning ? 'Running   ' : 'ContainerCreating';
      text += `  Pod: ${name} Status: ${status} Node: gke-llm-pool-1-6f2a9c31-z9rd Age: ${ageOf(second - born(index))}\n`;
    }
    text += `\n${at(1)} - Horizontal Pod Autoscaler:\n  Targets: ${isSurge ? 97 : 41}%/70%,            Min/Max/Current: memory:/43%/80%/2\n\n`;
    text += `${at(2)} - Resource Usage:\n`;
    for (const name of names) text += `  Pod: ${name} CPU: ${200 + (second % 90)}m       Memory: 225Mi\n`;
    const addresses = Array.from({ length: Math.min(3, ready) }, (_, index) => `10.1.0.${index}:8000`).join(
      ',',
    );
    text += `\n${at(2)} - Service Endpoints:\n  Active Endpoints: ${addresses}\n\n`;
    text += `${at(3)} - Load Test Connectivity:\n  ✅ Backend is accessible (HTTP 200)\n\n`;
    text += 'Refreshing in 10 seconds...\nPress Ctrl+C to stop monitoring\n';
    if (text.length > 1_000_000) flush();
  }
  flush();
  closeSync(descriptor);
  return bytes;
}
