// One photo at a time, cleaned before it is kept; it belongs to nothing until a report or a move names it.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { paths } from '#wire/paths.ts'
import { RefusalView } from '#wire/views.ts'
import type { Access } from '../access.ts'
import { answer, doorNo, sayNo } from '../status.ts'
import type { World } from '../world.ts'

/** A photo costs a processor a tenth of a second: nine at once from an address, then one in three seconds. */
const photoCost = 6

export const photoRoutes = (app: FastifyInstance, world: World): void => {
  const take = async (request: FastifyRequest, reply: FastifyReply) => {
    if (!request.isMultipart()) return sayNo(reply, doorNo('no-photo'))
    const part = await request.file()
    if (part === undefined) return sayNo(reply, doorNo('no-photo'))
    const bytes = await part.toBuffer()
    if (part.fieldname !== 'photo' || bytes.length === 0) return sayNo(reply, doorNo('no-photo'))
    return answer(reply, await world.photos.keep(bytes))
  }
  const doors: readonly (readonly [string, string, Access])[] = [
    [paths.publicPhotos, 'send a photo as a resident', 'public'],
    [paths.photos, 'send a photo as an officer', 'signed-in'],
  ]
  for (const [url, name, access] of doors)
    app.post(
      url,
      {
        config: { access, name, cost: photoCost },
        bodyLimit: 9 * 1024 * 1024,
        schema: {
          consumes: ['multipart/form-data'],
          response: { 200: Type.Object({ photo: Type.String() }), 413: RefusalView, 422: RefusalView },
        },
      },
      take,
    )
}
