/** As much of JSON Schema (draft-07) as the trees' schema uses. */
export interface Schema {
  readonly $ref?: string
  readonly description?: string
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: boolean | Schema
  readonly items?: Schema
  readonly required?: readonly string[]
  readonly allOf?: readonly Schema[]
  readonly if?: Schema
  readonly then?: Schema
  readonly definitions?: Readonly<Record<string, Schema>>
}

/** One step from a value to a part of it; with the texts of the object's own members, which conditions look at. */
export interface Step {
  /** Name of the member; null for an element of a list. */
  readonly name: string | null
}

export type Members = Readonly<Record<string, string>>

/** Follows `$ref` and takes the branch of each `if` that `members` fulfil. All schemas that apply, in order. */
function applying(root: Schema, schema: Schema, members: Members): Schema[] {
  if (schema.$ref !== undefined) {
    const target = root.definitions?.[schema.$ref.replace('#/definitions/', '')]
    return target ? applying(root, target, members) : []
  }
  const found = [schema]
  for (const each of schema.allOf ?? []) {
    if (each.if && !holds(each.if, members)) continue
    found.push(...applying(root, each.then ?? each, members))
  }
  return found
}

const holds = (condition: Schema, members: Members): boolean =>
  Object.entries(condition.properties ?? {}).every(([name, schema]) => members[name] === schema.const)

function part(schemas: readonly Schema[], step: Step): Schema[] {
  const parts: Schema[] = []
  for (const schema of schemas) {
    if (step.name === null) {
      if (schema.items) parts.push(schema.items)
      continue
    }
    const named = schema.properties?.[step.name]
    if (named) parts.push(named)
    else if (typeof schema.additionalProperties === 'object') parts.push(schema.additionalProperties)
  }
  return parts
}

/** The schemas of the value at `path`; `membersAt(depth)` gives the text members of the value at that depth. */
export function schemasAt(
  root: Schema,
  path: readonly Step[],
  membersAt: (depth: number) => Members,
): Schema[] {
  let here = applying(root, root, membersAt(0))
  for (const [index, step] of path.entries()) {
    const members = membersAt(index + 1)
    here = part(here, step).flatMap((each) => applying(root, each, members))
  }
  return here
}

export interface Property {
  readonly name: string
  readonly schema: Schema
  readonly required: boolean
}

/** The members that an object of these schemas may have. */
export function propertiesAllowed(root: Schema, schemas: readonly Schema[]): Property[] {
  const found = new Map<string, Property>()
  for (const schema of schemas) {
    for (const [name, each] of Object.entries(schema.properties ?? {})) {
      const known = found.get(name)
      const shown =
        each.$ref !== undefined && !each.description ? (applying(root, each, {})[0] ?? each) : each
      found.set(name, {
        name,
        schema: known?.schema.description ? known.schema : shown,
        required: (known?.required ?? false) || (schema.required?.includes(name) ?? false),
      })
    }
  }
  return [...found.values()]
}

/** The literals that a value of these schemas may be. */
export function valuesAllowed(schemas: readonly Schema[]): string[] {
  const values = new Set<string>()
  for (const schema of schemas) {
    for (const each of schema.enum ?? []) values.add(JSON.stringify(each))
    if (schema.const !== undefined) values.add(JSON.stringify(schema.const))
    if (schema.type === 'boolean') values.add('true').add('false')
  }
  return [...values]
}
