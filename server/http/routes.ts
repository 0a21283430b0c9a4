// All doors, in the order people meet them.
import type { FastifyInstance } from 'fastify'
import { alarmRoutes } from './routes/alarms.ts'
import { fenceRoutes } from './routes/fences.ts'
import { healthRoutes } from './routes/health.ts'
import { liveRoutes } from './routes/live.ts'
import { lookRoutes } from './routes/looks.ts'
import { mergingRoutes } from './routes/merging.ts'
import { moveRoutes } from './routes/moves.ts'
import { petitionRoutes } from './routes/petitions.ts'
import { photoRoutes } from './routes/photos.ts'
import { positionRoutes } from './routes/positions.ts'
import { publicDistrictRoutes } from './routes/public-district.ts'
import { publicReportRoutes } from './routes/public-reports.ts'
import { screenRoutes } from './routes/screens.ts'
import { signInRoutes } from './routes/sign-in.ts'
import { staffRoutes } from './routes/staff.ts'
import { subjectRoutes } from './routes/subjects.ts'
import { trackRoutes } from './routes/track.ts'
import type { World } from './world.ts'

export const addRoutes = (app: FastifyInstance, world: World): void => {
  healthRoutes(app, world)
  publicDistrictRoutes(app, world)
  publicReportRoutes(app, world)
  trackRoutes(app, world)
  subjectRoutes(app, world)
  moveRoutes(app, world)
  mergingRoutes(app, world)
  petitionRoutes(app, world)
  fenceRoutes(app, world)
  alarmRoutes(app, world)
  positionRoutes(app, world)
  lookRoutes(app, world)
  photoRoutes(app, world)
  liveRoutes(app, world)
  signInRoutes(app, world)
  staffRoutes(app, world)
  screenRoutes(app, world)
}
