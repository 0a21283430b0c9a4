// The matter types of the district as Open311 services. None asks further questions, and metadata says so; the
// definition of a service is there for clients that ask all the same.
import type { District, MatterType } from '#core/district/district.ts'
import type { Doc } from './format.ts'
import { type No, say } from './no.ts'

const serviceOf = (type: MatterType, district: District) => ({
  service_code: type.code,
  service_name: type.zh,
  description: `${type.en}（${type.basis}）`,
  metadata: false,
  type: 'realtime',
  keywords: type.keywords.join(', '),
  group: district.modules.find(m => m.code === type.module)?.zh ?? type.module,
})

export const serviceList = (district: District): Doc => ({
  root: 'services',
  value: district.types.map(t => serviceOf(t, district)),
})

export const unknownService = (code: string): No =>
  say(
    404,
    `没有 service_code 为 ${code} 的服务，见 services.xml。`,
    `service_code ${code} was not found; see services.xml.`,
  )

export const serviceDefinition = (code: string, district: District): Doc | No =>
  district.type(code)
    ? { root: 'service_definition', value: { service_code: code, attributes: [] } }
    : unknownService(code)
