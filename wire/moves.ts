// The body schema of every move, derived from the life's table: one source for form, validation and API document.
import { type TSchema, Type } from 'typebox'
import type { Need } from '#core/life/life.ts'

const schemaOf = (need: Need): TSchema => {
  const description = `${need.zh} / ${need.en}`
  switch (need.kind) {
    case 'choice':
      return Array.isArray(need.from)
        ? Type.Union(
            need.from.map(v => Type.Literal(v)),
            { description },
          )
        : Type.String({
            description: `${description} (code from the district's ${String(need.from)})`,
            maxLength: 40,
          })
    case 'number':
      return Type.Number({
        description,
        ...(need.min === undefined ? {} : { minimum: need.min }),
        ...(need.max === undefined ? {} : { maximum: need.max }),
      })
    case 'yes-no':
      return Type.Boolean({ description })
    case 'units':
    case 'photos':
      return Type.Array(Type.String({ maxLength: 60 }), { description, maxItems: 20 })
    case 'point':
      return Type.Tuple([Type.Number(), Type.Number()], { description })
    default:
      return Type.String({ description, maxLength: need.max ?? 2000 })
  }
}

/** `seq`: the last fact the person saw; a move on an older sight is refused as changed-meanwhile. */
export const bodyOf = (needs: Readonly<Record<string, Need>>): TSchema =>
  Type.Object(
    {
      seq: Type.Optional(
        Type.Integer({ minimum: 0, description: 'last fact seen by the person who decides' }),
      ),
      ...Object.fromEntries(
        Object.entries(needs).map(([key, need]) => [
          key,
          need.required ? schemaOf(need) : Type.Optional(schemaOf(need)),
        ]),
      ),
    },
    { additionalProperties: false },
  )
