// Colours the model by one of its maps, and tells the legend.
import { BufferAttribute, type ShaderMaterial, type Texture } from 'three';
import type { MapName } from '../core/surface-map.js';
import type { PreviewMap } from '../report/preview-manifest.js';
import { type ScaleName, scaleOf } from './colour-scale.js';
import { writeLegend } from './map-legend.js';
import { mapMaterial, notKnown, scaleTexture } from './map-material.js';
import type { ShownMesh } from './model-scene.js';
import { setOpacity } from './part-look.js';
import type { Viewer } from './viewer-world.js';

export interface MapSwitch {
  /** The map that is shown, null while the parts wear their own colours. */
  current(): PreviewMap | null;
}

/** Colours are made when a map is first asked for. */
export function mapSwitch(viewer: Viewer, maps: readonly PreviewMap[]): MapSwitch {
  const { stage, meshes, clipPlanes, state, drawSoon } = viewer;
  const materials = new Map<ShownMesh, ShaderMaterial>();
  const textures = new Map<ScaleName, Texture>();
  let shown: PreviewMap | null = null;

  const wear = (one: ShownMesh, map: PreviewMap): void => {
    const material = kept(materials, one, () => mapMaterial(clipPlanes));
    const scale = scaleOf[map.name];
    const { uniforms } = material;
    uniforms.scale.value = kept(textures, scale, () => scaleTexture(scale));
    [uniforms.low.value, uniforms.high.value] = map.limits;
    uniforms.marks.value = [map.marks[0] ?? notKnown, map.marks[1] ?? notKnown];
    uniforms.flatFaces.value = one.plain.flatShading;
    one.mesh.geometry.setAttribute('known', new BufferAttribute(knownValues(one, map.name), 1));
    one.mesh.material = material;
    setOpacity(one, one.opacity);
  };
  const show = (map: PreviewMap | null): void => {
    shown = map;
    for (const one of meshes) {
      if (map !== null) wear(one, map);
      else {
        one.mesh.material = one.plain;
        setOpacity(one, one.opacity);
      }
    }
    writeLegend(stage.legend, map);
    state.set('map', map?.name ?? null);
    drawSoon();
  };
  for (const radio of stage.mapRadios)
    radio.addEventListener('change', () => {
      if (radio.checked) show(maps.find(({ name }) => name === radio.value) ?? null);
    });
  const wanted = maps.find(({ name }) => name === state.get('map')) ?? null;
  // A browser may have kept what was checked before the page was loaded anew.
  for (const radio of stage.mapRadios) radio.checked = radio.value === (wanted?.name ?? '');
  if (wanted !== null) show(wanted);
  return { current: () => shown };
}

function knownValues({ part }: ShownMesh, name: MapName): Float32Array {
  const values = part.maps[name];
  if (values === undefined) return new Float32Array(part.positions.length / 3).fill(notKnown);
  return values.map((value) => (Number.isNaN(value) ? notKnown : value));
}

function kept<K, V>(all: Map<K, V>, key: K, make: () => V): V {
  const value = all.get(key) ?? make();
  all.set(key, value);
  return value;
}
