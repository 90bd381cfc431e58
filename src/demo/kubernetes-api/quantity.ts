const DECIMAL = ['', 'k', 'M', 'G', 'T', 'P'] as const;
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi'] as const;

/** Thousandths as a canonical quantity in `DecimalSI`: 24 is '24m', 1500 '1500m', 2000 '2', 5000000 '5k'. */
export function decimalQuantity(thousandths: number): string {
  if (thousandths % 1000 !== 0) return `${thousandths}m`;
  return withSuffix(thousandths / 1000, 1000, DECIMAL);
}

/** Bytes as a canonical quantity in `BinarySI`: 536870912 is '512Mi', 1025 '1025'. */
export function binaryQuantity(bytes: number): string {
  return withSuffix(bytes, 1024, BINARY);
}

/** The largest suffix that leaves no fraction (apimachinery `resource.Quantity`, "canonical form"). */
function withSuffix(value: number, base: number, suffixes: readonly string[]): string {
  let mantissa = value;
  let power = 0;
  while (mantissa !== 0 && mantissa % base === 0 && power < suffixes.length - 1) {
    mantissa /= base;
    power += 1;
  }
  return `${mantissa}${suffixes[power]}`;
}

/** Seconds as a Go `time.Duration`, to the millisecond: 15.004 is '15.004s', 0.75 '750ms', 75 '1m15s'. */
export function goDuration(seconds: number): string {
  const ms = Math.round(seconds * 1000);
  if (ms === 0) return '0s';
  if (ms < 1000) return `${ms}ms`;
  const minutes = Math.floor(ms / 60_000);
  const rest = `${(ms % 60_000) / 1000}s`;
  return minutes === 0 ? rest : `${minutes}m${rest}`;
}
