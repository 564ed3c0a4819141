type Flags = Readonly<Record<string, string>>

/** Flags of a customer's record from "vip, since = 2019" (or with Chinese commas); a name alone is "yes". */
export function flagsIn(text: string): Flags {
  const found = text
    .split(/[,，、]/)
    .map((each) => {
      const [name = '', ...value] = each.split(/[=＝]/)
      return [name.trim(), value.length > 0 ? value.join('=').trim() : 'yes'] as const
    })
    .filter(([name]) => name !== '')
  return Object.fromEntries(found)
}

export const flagsText = (flags: Flags): string =>
  Object.entries(flags)
    .map(([name, value]) => (value === 'yes' ? name : `${name} = ${value}`))
    .join(', ')
