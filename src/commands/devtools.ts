// Speaks with a browser by the DevTools protocol over a pipe: no port is opened, no other program can listen.
import type { Readable, Writable } from 'node:stream';
import { isJsonObject, type Json, type JsonObject, textIn } from './json.js';

export interface DevTools {
  /** Throws an Error with the browser's words where it refuses. */
  ask(method: string, params?: JsonObject, session?: string): Promise<JsonObject>;
  /** Resolves when the browser tells this the next time. */
  next(event: string): Promise<JsonObject>;
  /** Whoever still waits is told why in vain. */
  end(reason: Error): void;
}

interface Waiting {
  readonly done: (result: JsonObject) => void;
  readonly fail: (reason: Error) => void;
}

const none: JsonObject = {};

/** Messages are JSON, a zero byte after each. */
export function devTools(to: Writable, from: Readable): DevTools {
  const asked = new Map<number, Waiting>();
  const awaited = new Map<string, Waiting[]>();
  let ended: Error | null = null;
  let rest: Buffer[] = [];
  let count = 0;

  function hear(message: Json): void {
    if (!isJsonObject(message)) return;
    const { id, method, params, result, error } = message;
    if (typeof id === 'number') {
      const one = asked.get(id);
      asked.delete(id);
      if (isJsonObject(error)) one?.fail(new Error(textIn(error, 'message') ?? 'refused'));
      else one?.done(isJsonObject(result) ? result : none);
    } else if (typeof method === 'string') {
      for (const one of awaited.get(method) ?? []) one.done(isJsonObject(params) ? params : none);
      awaited.delete(method);
    }
  }

  from.on('data', (chunk: Buffer) => {
    let start = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
      const text = Buffer.concat([...rest, chunk.subarray(start, end)]).toString('utf8');
      rest = [];
      start = end + 1;
      hear(JSON.parse(text));
    }
    if (start < chunk.length) rest.push(chunk.subarray(start));
  });
  // A browser that dies takes the pipe with it; `end` tells why.
  for (const stream of [to, from]) stream.on('error', () => {});

  return {
    ask(method, params = none, session) {
      if (ended !== null) return Promise.reject(ended);
      const id = ++count;
      const message = { id, method, params, ...(session === undefined ? {} : { sessionId: session }) };
      to.write(`${JSON.stringify(message)}\0`);
      return new Promise((done, fail) => asked.set(id, { done, fail }));
    },
    next(event) {
      if (ended !== null) return Promise.reject(ended);
      return new Promise((done, fail) => {
        awaited.set(event, [...(awaited.get(event) ?? []), { done, fail }]);
      });
    },
    end(reason) {
      ended ??= reason;
      for (const one of [...asked.values(), ...[...awaited.values()].flat()]) one.fail(reason);
      asked.clear();
      awaited.clear();
    },
  };
}
