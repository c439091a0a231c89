// What is wrong with a file that does not keep to its schema: one fault in words, of many the one that says most.

/** As ajv tells it. */
export interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly message?: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** 'parts.0.colour must be array'; of a choice between things only the fault of the one that was meant. */
export function schemaFault(errors: readonly SchemaError[]): string | null {
  const telling = errors.filter(({ keyword }) => !['oneOf', 'anyOf', 'required'].includes(keyword));
  const [deepest] = [...(telling.length > 0 ? telling : errors)].sort((a, b) => depth(b) - depth(a));
  if (deepest === undefined) return null;
  const { instancePath, message, params } = deepest;
  const where = instancePath === '' ? 'it' : instancePath.slice(1).replaceAll('/', '.');
  const extra = typeof params.additionalProperty === 'string' ? ` ('${params.additionalProperty}')` : '';
  const choices = Array.isArray(params.allowedValues) ? `: ${params.allowedValues.join(', ')}` : '';
  const only = 'allowedValue' in params ? `: ${String(params.allowedValue)}` : '';
  return `${where} ${message}${extra}${choices}${only}`;
}

const depth = ({ instancePath }: SchemaError): number => instancePath.split('/').length;
