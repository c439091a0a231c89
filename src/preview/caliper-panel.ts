// The list of measurements beside the picture: names, values, what to do with them.
import { longestName } from './measure-address.js';
import { measureJson } from './measure-json.js';
import { type Measurement, measuredText } from './measurement.js';
import { kindWords, type Measurements } from './measurements.js';
import { pageElement } from './page-element.js';
import type { Viewer } from './viewer-world.js';

/** Call `refresh` after each change of the list; `say` is read to those who can't see. */
export function caliperPanel(
  taken: Measurements,
  { say, state }: Pick<Viewer, 'say' | 'state'>,
): { refresh(): void } {
  const rows = pageElement<HTMLOListElement>('#measure-list');
  const out = pageElement<HTMLElement>('#measure-out');
  const link = pageElement<HTMLInputElement>('#measure-address');
  pageElement('#measure-link').addEventListener('click', async () => {
    if (!taken.told()) return say('The list is too long for an address: export it instead.');
    const done = await copied(state.address());
    if (done) return say('The page’s address, with the measurements in it, was copied.');
    link.value = state.address();
    link.hidden = false;
    link.select();
    say('Copy the address from the field.');
  });
  pageElement('#measure-export').addEventListener('click', () => {
    download('measurements.json', measureJson(document.querySelector('h1')?.textContent ?? '', taken.list()));
    say('The measurements were exported as JSON.');
  });
  pageElement('#measure-clear').addEventListener('click', () => {
    taken.clear();
    say('All measurements were deleted.');
  });
  const change: RowActions = {
    name: (index, name) => taken.change(index, { name }),
    show: (index, shown) => taken.change(index, { shown }),
    remove: (index) => {
      taken.remove(index);
      const left = rows.querySelectorAll<HTMLButtonElement>('button[data-delete]');
      left[Math.min(index, left.length - 1)]?.focus();
      say('The measurement was deleted.');
    },
  };
  return {
    refresh: () => {
      const list = taken.list();
      link.hidden = true;
      out.hidden = list.length === 0;
      if (sameRows(rows, list)) return;
      rows.replaceChildren(...list.map((one, index) => newRow(one, index, change)));
    },
  };
}

interface RowActions {
  name(index: number, name: string): void;
  show(index: number, shown: boolean): void;
  remove(index: number): void;
}

/** A row that someone types in stays: only its state is brought up to date. */
function sameRows(rows: HTMLOListElement, list: readonly Measurement[]): boolean {
  const keys = list.map(rowKey);
  const items = [...rows.children];
  if (items.length !== keys.length) return false;
  if (!items.every((item, n) => item instanceof HTMLElement && item.dataset.key === keys[n])) return false;
  for (const [n, item] of items.entries()) {
    const button = item.querySelector('button[data-show]');
    button?.setAttribute('aria-pressed', String(list[n].shown));
    const name = item.querySelector('input');
    if (name !== null && name !== document.activeElement) name.value = list[n].name;
  }
  return true;
}

const rowKey = ({ kind, points }: Measurement): string => `${kind} ${points.join(' ')}`;

function newRow(one: Measurement, index: number, act: RowActions): HTMLLIElement {
  const row = document.createElement('li');
  row.dataset.key = rowKey(one);
  const name = document.createElement('input');
  name.type = 'text';
  name.value = one.name;
  name.maxLength = longestName;
  name.setAttribute('aria-label', `Name of measurement ${index + 1}, ${kindWords[one.kind]}`);
  name.addEventListener('input', () => act.name(index, name.value));
  const value = document.createElement('output');
  value.textContent = measuredText(one);
  const show = smallButton('Show', `Show measurement ${index + 1} on the model`);
  show.dataset.show = '';
  show.setAttribute('aria-pressed', String(one.shown));
  show.addEventListener('click', () => act.show(index, show.getAttribute('aria-pressed') !== 'true'));
  const remove = smallButton('Delete', `Delete measurement ${index + 1}`);
  remove.dataset.delete = '';
  remove.addEventListener('click', () => act.remove(index));
  row.append(name, value, show, remove);
  return row;
}

function smallButton(text: string, label: string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = text;
  button.setAttribute('aria-label', label);
  return button;
}

async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
