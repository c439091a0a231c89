// A fixed piece of arithmetic that times are given as multiples of, so that those of two machines can be compared.

const n = 2 ** 22;
const [from, into] = [new Float32Array(n), new Float32Array(n)];
const places = new Int32Array(n);
for (let i = 0, s = 1; i < n; i++) {
  s = (Math.imul(s, 1664525) + 1013904223) >>> 0;
  places[i] = s >>> 10;
  from[i] = s / 2 ** 32;
}

/** Sums in a row, sums of what lies anywhere, roots: about half a second. */
function work() {
  let sum = 0;
  for (let round = 0; round < 12; round++) {
    for (let i = 2; i < n - 2; i++)
      into[i] = 0.1 * from[i - 2] + 0.2 * from[i - 1] + 0.4 * from[i] + 0.2 * from[i + 1] + 0.1 * from[i + 2];
    for (let i = 0; i < n; i++) sum += from[places[i]];
    for (let i = 1; i < n; i++) sum += Math.sqrt(into[i] * into[i] + from[i]) / (1 + into[i - 1]);
  }
  return sum;
}

// It is compiled for good only after some calls.
let sink = work() + work() + work();

/** { wall, cpu } of one measure, s. */
export function yardstick() {
  const [wall, cpu] = [performance.now(), process.cpuUsage()];
  sink += work();
  const { user, system } = process.cpuUsage(cpu);
  if (Number.isNaN(sink)) console.log(sink);
  return { wall: (performance.now() - wall) / 1000, cpu: (user + system) / 1e6 };
}
