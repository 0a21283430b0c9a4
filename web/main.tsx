// Entry of the officers' desk.
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { newQueryClient } from '#ui/read.ts'
import { App } from './app.tsx'
import { followSession } from './session/session.ts'
import '#ui/base.css'
import '#ui/controls.css'
import './styles/ground.css'
import './styles/shell.css'
import './styles/list.css'
import './styles/matter.css'
import './styles/triage.css'
import './styles/context.css'
import './styles/pages.css'
import './styles/watch.css'
// Last, because it overrules the others in narrow windows.
import './styles/narrow.css'

const client = newQueryClient()
followSession(client)

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
)
