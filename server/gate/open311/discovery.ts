// Service discovery: where this door is and what it speaks.
import type { District } from '#core/district/district.ts'
import type { Doc } from './format.ts'

export const specification = 'http://wiki.open311.org/GeoReport_v2'
/** When this face of the door last changed. */
const changeset = '2026-11-24T00:00:00+08:00'

export const discovery = (district: District, url: string): Doc => ({
  root: 'discovery',
  value: {
    changeset,
    contact: `${district.zh} ${district.en}，jurisdiction_id ${district.code}`,
    key_service: '向区指挥中心申请接口密钥 / Ask the district command centre for an api_key.',
    endpoints: [
      {
        specification,
        url,
        changeset,
        type: district.synthetic ? 'test' : 'production',
        formats: ['text/xml', 'application/json'],
      },
    ],
  },
})
