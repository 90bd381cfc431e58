/**
 * A generator of numbers that are uniform in [0, 1), with 32 random bits each: sfc32, its state filled by splitmix32 from
 * the seed of the test and the number of the stream. Streams of one seed have nothing to do with each other.
 *
 * sfc32: Doty-Humphrey, C., PractRand, "sfc.h". splitmix32: Steele, Lea, Flood (2014), "Fast Splittable Pseudorandom
 * Number Generators", with the 32-bit finaliser of MurmurHash3.
 */
export function createRandom(seed: number, stream: number): () => number {
  const fill = splitmix(mixed(seed >>> 0) ^ Math.imul(stream + 1, 0x9e3779b1) ^ Math.floor(seed / 2 ** 32));
  let a = fill();
  let b = fill();
  let c = fill();
  let counter = 1;
  return () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
}

function splitmix(start: number): () => number {
  let state = start | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    return mixed(state);
  };
}

function mixed(value: number): number {
  let mix = value ^ (value >>> 16);
  mix = Math.imul(mix, 0x85ebca6b);
  mix ^= mix >>> 13;
  mix = Math.imul(mix, 0xc2b2ae35);
  return mix ^ (mix >>> 16);
}
