import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);

// src/stats/incomplete-beta.ts
function incompleteBeta(x, complement, a, b) {
  if (x <= 0) return 0;
  if (complement <= 0) return 1;
  if (x < (a + 1) / (a + b + 2)) {
    return powerTerm(x, complement, a, b) / continuedFraction(x, complement, a, b);
  }
  return 1 - powerTerm(complement, x, b, a) / continuedFraction(complement, x, b, a);
}
function powerTerm(x, complement, a, b) {
  const n = a + b;
  const exponent = stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n * x) - deviance(b, n * complement);
  return Math.sqrt(a * b / (2 * Math.PI * n)) * Math.exp(exponent);
}
function stirlingError(z) {
  let error = 0;
  let shifted = z;
  for (; shifted < 16; shifted++) error += (shifted + 0.5) * Math.log1p(1 / shifted) - 1;
  const square = shifted * shifted;
  const series = 1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square;
  return error + series / shifted;
}
function deviance(observed, expected) {
  const difference = observed - expected;
  const slant = difference / (observed + expected);
  if (Math.abs(slant) > 0.1) return observed * Math.log(observed / expected) - difference;
  const square = slant * slant;
  let sum = difference * slant;
  let term = 2 * observed * slant;
  for (let odd = 3; ; odd += 2) {
    term *= square;
    const next = sum + term / odd;
    if (!(Math.abs(next - sum) > 0)) return next;
    sum = next;
  }
}
function continuedFraction(x, complement, a, b) {
  const slack = a * complement - b * x + 1;
  let value = a * slack / (a + 1);
  let numerator = value;
  let denominator = 0;
  for (let m = 1; ; m++) {
    const odd = a + 2 * m - 1;
    const above = (a + m - 1) / odd * ((a + b + m - 1) / odd) * m * (b - m) * x * x;
    const below = m + m * (b - m) * x / odd + (a + m) * (slack + m * (1 + complement)) / (odd + 2);
    denominator = 1 / awayFromZero(below + above * denominator);
    numerator = awayFromZero(below + above / numerator);
    const change = numerator * denominator;
    value *= change;
    if (!(Math.abs(change - 1) > 4 * Number.EPSILON)) return value;
  }
}
function awayFromZero(value) {
  return Math.abs(value) < 1e-300 ? 1e-300 : value;
}

// src/stats/normal.ts
var middle = {
  numerator: [
    3.3871328727963665,
    133.14166789178438,
    1971.5909503065513,
    13731.69376550946,
    45921.95393154987,
    67265.7709270087,
    33430.57558358813,
    2509.0809287301227
  ],
  denominator: [
    1,
    42.31333070160091,
    687.1870074920579,
    5394.196021424751,
    21213.794301586597,
    39307.89580009271,
    28729.085735721943,
    5226.495278852854
  ]
};
var nearTail = {
  numerator: [
    1.4234371107496835,
    4.630337846156546,
    5.769497221460691,
    3.6478483247632045,
    1.2704582524523684,
    0.2417807251774506,
    0.022723844989269184,
    7745450142783414e-19
  ],
  denominator: [
    1,
    2.053191626637759,
    1.6763848301838038,
    0.6897673349851,
    0.14810397642748008,
    0.015198666563616457,
    5475938084995345e-19,
    10507500716444169e-25
  ]
};
var farTail = {
  numerator: [
    6.657904643501103,
    5.463784911164114,
    1.7848265399172913,
    0.29656057182850487,
    0.026532189526576124,
    0.0012426609473880784,
    27115555687434876e-21,
    20103343992922881e-23
  ],
  denominator: [
    1,
    0.599832206555888,
    0.1369298809227358,
    0.014875361290850615,
    7868691311456133e-19,
    18463183175100548e-21,
    1421511758316446e-22,
    20442631033899397e-31
  ]
};
function normalQuantile(p) {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`A probability is from 0 to 1, found "${p}".`);
  const fromMiddle = p - 0.5;
  if (Math.abs(fromMiddle) <= 0.425) return fromMiddle * ratio(middle, 0.180625 - fromMiddle * fromMiddle);
  const tail = Math.min(p, 1 - p);
  if (tail === 0) return p === 0 ? -Infinity : Infinity;
  const depth = Math.sqrt(-Math.log(tail));
  const magnitude = depth <= 5 ? ratio(nearTail, depth - 1.6) : ratio(farTail, depth - 5);
  return fromMiddle < 0 ? -magnitude : magnitude;
}
function ratio(rational, x) {
  return polynomial(rational.numerator, x) / polynomial(rational.denominator, x);
}
function polynomial(coefficients, x) {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
}

// src/stats/student-t.ts
var practicallyNormal = 1e15;
function studentTCdf(t, degreesOfFreedom) {
  if (Number.isNaN(t)) throw new RangeError('A Student t value is a number, found "NaN".');
  const tail = upperTail(Math.abs(t), checkedDegrees(degreesOfFreedom));
  return t < 0 ? tail : 1 - tail;
}
function studentTQuantile(p, degreesOfFreedom) {
  const degrees = checkedDegrees(degreesOfFreedom);
  const normal = normalQuantile(p);
  if (p > 0 && p < 1e-100) throw new RangeError(`A probability is 0 or at least 1e-100, found "${p}".`);
  if (normal === 0 || !Number.isFinite(normal)) return normal;
  const magnitude = upperTailQuantile(Math.min(p, 1 - p), Math.abs(normal), degrees);
  return normal < 0 ? -magnitude : magnitude;
}
function upperTailQuantile(tail, start, degrees) {
  let t = start;
  for (let iteration = 0; iteration < 100; iteration++) {
    const { x, complement } = betaArguments(t, degrees);
    const current = incompleteBeta(x, complement, degrees / 2, 0.5) / 2;
    const tTimesDensity = powerTerm(x, complement, degrees / 2, 0.5);
    const step = Math.log(current / tail) * current / tTimesDensity;
    t *= Math.exp(step);
    if (Math.abs(step) < 1e-8) break;
  }
  return t;
}
function upperTail(t, degrees) {
  const { x, complement } = betaArguments(t, degrees);
  return incompleteBeta(x, complement, degrees / 2, 0.5) / 2;
}
function betaArguments(t, degrees) {
  const ratio2 = t / degrees * t;
  return { x: 1 / (1 + ratio2), complement: 1 / (1 + 1 / ratio2) };
}
function checkedDegrees(degreesOfFreedom) {
  if (!(degreesOfFreedom >= 1)) {
    throw new RangeError(`Degrees of freedom are at least 1, found "${degreesOfFreedom}".`);
  }
  return Math.min(degreesOfFreedom, practicallyNormal);
}

// src/stats/moments.ts
function mean(values) {
  if (values.length === 0) throw new RangeError("The mean of no values is not defined.");
  const firstPass = meanDistance(values, 0);
  if (!Number.isFinite(firstPass))
    throw new RangeError("The mean is of finite values, found one that is not.");
  return firstPass + meanDistance(values, firstPass);
}
function meanDistance(values, origin) {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] - origin;
  return sum / values.length;
}

export {
  mean,
  normalQuantile,
  incompleteBeta,
  studentTCdf,
  studentTQuantile
};
