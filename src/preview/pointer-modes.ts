// Who has the pointer: turning the model by default; a tool while its mode is on. One at a time.

export interface PointerMode {
  /** 'orbit' is taken: turning alone. */
  readonly name: string;
  /** CSS cursor over the model while the mode is on. */
  readonly cursor: string;
  enter?(): void;
  leave?(): void;
  /** Pressed and released in one place. Drags still turn the model. */
  click?(event: PointerEvent): void;
  /** Called as the button goes down: true takes the drag from turning; `drag` and `drop` follow. */
  grab?(event: PointerEvent): boolean;
  drag?(event: PointerEvent): void;
  drop?(event: PointerEvent): void;
}

export interface PointerModes {
  add(mode: PointerMode): void;
  /** Leaves the mode that is on and enters this one; 'orbit' leaves all. Escape on the model does so too. */
  set(name: string): void;
  current(): string;
  /** Called after each change, for buttons to show which mode is on. */
  onChange(listener: (name: string) => void): void;
}

// CSS pixels a hand may tremble in a click.
const tremble = 5;

/** Listens on the canvas before `orbit` (the controls that turn the model) does, so call it first. */
export function pointerModes(canvas: HTMLElement, orbit: { enabled: boolean }): PointerModes {
  const modes = new Map<string, PointerMode>([['orbit', { name: 'orbit', cursor: '' }]]);
  const told: ((name: string) => void)[] = [];
  let on: PointerMode = { name: 'orbit', cursor: '' };
  let down: PointerEvent | null = null;
  let grabbed = false;

  const set = (name: string): void => {
    const next = modes.get(name);
    if (next === undefined) throw new RangeError(`no mode ${name}`);
    if (next.name === on.name) return;
    on.leave?.();
    on = next;
    canvas.style.cursor = on.cursor;
    on.enter?.();
    for (const listener of told) listener(on.name);
  };
  const listen = (type: 'pointerdown' | 'pointermove' | 'pointerup', act: (event: PointerEvent) => void) =>
    canvas.addEventListener(type, act, { capture: true });
  const over = (): void => {
    down = null;
    if (grabbed) orbit.enabled = true;
    grabbed = false;
  };

  listen('pointerdown', (event) => {
    // A second finger: zooming, not clicking.
    down = event.isPrimary && event.button === 0 ? event : null;
    if (down === null) return;
    grabbed = on.grab?.(event) ?? false;
    if (!grabbed) return;
    orbit.enabled = false;
    canvas.setPointerCapture(event.pointerId);
  });
  listen('pointermove', (event) => {
    if (grabbed) on.drag?.(event);
  });
  listen('pointerup', (event) => {
    if (down === null || !event.isPrimary) return;
    const still = Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) < tremble;
    if (grabbed) on.drop?.(event);
    else if (still) on.click?.(event);
    over();
  });
  canvas.addEventListener('pointercancel', over);
  return {
    add: (mode) => {
      modes.set(mode.name, mode);
    },
    set,
    current: () => on.name,
    onChange: (listener) => {
      told.push(listener);
    },
  };
}
