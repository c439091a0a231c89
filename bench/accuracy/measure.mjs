// How far a mesh (STL, 3MF, OBJ, PLY; mm, LPS) lies from a phantom's truth, as JSON.
// node bench/accuracy/measure.mjs model.stl field
import { readMesh } from '../../dist/files/read-mesh.js';
import { measureMesh } from './measure-mesh.mjs';
import { truthOf } from './truth.mjs';

const [file, phantom = 'field'] = process.argv.slice(2);
const [{ mesh }] = (await readMesh(file)).meshes;
const rounded = (_, value) => (typeof value === 'number' ? Number(value.toFixed(5)) : value);
console.log(JSON.stringify(measureMesh(mesh, await truthOf(phantom)), rounded, 2));
