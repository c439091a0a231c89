// Triangles gathered from a tree, and which of them one of their own may meet; the loops are assembly/meet.ts.
import type { Mesh } from '../core/mesh.js';
import type { TriangleTree } from './triangle-tree.js';
import { type WasmInstance, wasmInstance } from './wasm.js';

/** What boxes and planes do not part from a triangle. Valid until the next is asked. */
export interface Meeting {
  /** Their slots, ascending: the first `count`. */
  readonly slots: Uint32Array;
  readonly count: number;
  /** How many boxes touched. */
  readonly touched: number;
}

export interface Crowd {
  /** The triangles of the first `count` of these leaves, which are ascending, take the place of those from before. */
  gather(leaves: Int32Array, count: number): void;
  /** Of the slots gathered, in ascending order. `later`: those after it alone. */
  meeting(slot: number, later: boolean): Meeting;
}

/** Numbers kept of each: coordinates, vertices, and the sides of its box. */
const [coordinates, planes] = [9, 18];

let own: WasmInstance | undefined;

/** One at a time in each thread. */
export function crowdOf({ triangles }: Mesh, { order, corners, leaves }: TriangleTree): Crowd {
  own ??= wasmInstance();
  const { run, take, bytes } = own;
  let room = 0;
  let [start, found] = [0, 0];
  let numbers: Float32Array = new Float32Array();
  let vertices: Uint32Array = new Uint32Array();
  let hits: Uint32Array = new Uint32Array();
  let slots = new Uint32Array();
  let count = 0;
  let at = 0;
  const meeting = { slots, count: 0, touched: 0 };

  const reserve = (most: number): void => {
    if (most <= room) return;
    // Planes of a power of two would stand in one another's way in the cache.
    room = 1024 * Math.ceil(most / 512) + 16;
    [start, found] = take([4 * planes * room, 4 * room]);
    const { buffer } = bytes();
    numbers = new Float32Array(buffer, start, coordinates * room);
    vertices = new Uint32Array(buffer, start + 4 * coordinates * room, 3 * room);
    hits = new Uint32Array(buffer, found, room);
    slots = new Uint32Array(room);
    meeting.slots = new Uint32Array(room);
  };
  const gather = (near: Int32Array, nearCount: number): void => {
    reserve(nearCount * Math.ceil(order.length / leaves));
    count = 0;
    for (let n = 0; n < nearCount; n++) {
      const past = Math.floor(((near[n] + 1) * order.length) / leaves);
      for (let s = Math.floor((near[n] * order.length) / leaves); s < past; s++) {
        const o = 9 * s;
        numbers[count] = corners[o];
        numbers[count + room] = corners[o + 1];
        numbers[count + 2 * room] = corners[o + 2];
        numbers[count + 3 * room] = corners[o + 3];
        numbers[count + 4 * room] = corners[o + 4];
        numbers[count + 5 * room] = corners[o + 5];
        numbers[count + 6 * room] = corners[o + 6];
        numbers[count + 7 * room] = corners[o + 7];
        numbers[count + 8 * room] = corners[o + 8];
        const t = 3 * order[s];
        vertices[count] = triangles[t];
        vertices[count + room] = triangles[t + 1];
        vertices[count + 2 * room] = triangles[t + 2];
        slots[count++] = s;
      }
    }
    run.setBoxes(start, 4 * room, count);
    at = 0;
  };
  const meetingOf = (slot: number, later: boolean): Meeting => {
    while (slots[at] < slot) at++;
    meeting.count = run.meetingOf(start, 4 * room, at, later ? at + 1 : 0, count, found);
    meeting.touched = run.boxesTouched();
    for (let n = 0; n < meeting.count; n++) meeting.slots[n] = slots[hits[n]];
    return meeting;
  };
  return { gather, meeting: meetingOf };
}
